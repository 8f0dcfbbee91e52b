"""Every setting of a deployment, in one typed record, each read from an environment variable."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What a deployment may change. `SHARING_STORE=/srv/sharing` sets `store`, and so on."""

    model_config = SettingsConfigDict(env_prefix="SHARING_", frozen=True)

    store: Path = Field(
        default=Path("store"), description="Folder that holds submissions and releases."
    )
    deployment: str = Field(
        default="Information sharing dashboard", description="Name shown at the top of every page."
    )
    contact: str = Field(
        default="the people who run this dashboard",
        description="Whom providers should ask, as their summaries and feedback name them.",
    )
    small_number: int = Field(
        default=5, ge=2, description="Counts under this are shown as [c] to viewers."
    )
    round_to: int = Field(
        default=5, ge=1, description="Other counts are rounded to the nearest of this."
    )
    smallest_denominator: int = Field(
        default=20, ge=1, description="No rate is shown or rated on a denominator under this."
    )


def settings() -> Settings:
    """The settings of this process, read afresh from its environment."""
    return Settings()
