"""Every setting of a deployment, in one typed record, each read from an environment variable."""

from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What a deployment may change. `SHARING_STORE=/srv/sharing` sets `store`, and so on."""

    # a value that is not allowed may be the key, mistyped: no error repeats it
    model_config = SettingsConfigDict(env_prefix="SHARING_", frozen=True, hide_input_in_errors=True)

    store: Path = Field(
        default=Path("store"), description="Folder that holds submissions and releases."
    )
    deployment: str = Field(
        default="Information sharing dashboard", description="Name shown at the top of every page."
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
    personal_share: float = Field(
        default=0.01,
        ge=0,
        le=1,
        description="A file with personal data in more than this share of its rows is refused.",
    )
    reference_key: SecretStr | None = Field(
        default=None,
        min_length=16,
        description="Secret that references are hashed with; kept for as long as the store is.",
    )
    key_file: Path | None = Field(
        default=None, description="A file that holds that secret, instead of reference_key."
    )

    def published(self) -> dict[str, Any]:
        """Those that decide what a release says, as it tells them; never the key or a place."""
        apart = {"store", "personal_share", "reference_key", "key_file"}
        return self.model_dump(mode="json", exclude=apart)


def settings() -> Settings:
    """The settings of this process, read afresh from its environment."""
    return Settings()
