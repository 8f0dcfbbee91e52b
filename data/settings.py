"""Every setting of a deployment, in one typed record, each read from an environment variable."""

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "SHARING_"
INTAKE = {
    *("largest_file_mb", "largest_unpacked_mb", "most_rows", "most_columns", "most_cells"),
    *("longest_cell", "seconds_to_read", "personal_share"),
}
"""Limits on what is read. They decide what becomes of a file, not what a release says."""


class Settings(BaseSettings):
    """What a deployment may change. `SHARING_STORE=/srv/sharing` sets `store`, and so on."""

    # a value that is not allowed may be the key, mistyped: no error repeats it
    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, hide_input_in_errors=True)

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
    # Some five million rows; a file of 2 GB is a mistake, or an attempt to fill the disk.
    largest_file_mb: int = Field(
        default=1000, ge=1, description="Megabytes: a larger file is refused before it is read."
    )
    # A full sheet of a million rows unpacks to less; a zip bomb to a thousand times its size.
    largest_unpacked_mb: int = Field(
        default=1000, ge=1, description="Megabytes that a spreadsheet or Parquet may unpack to."
    )
    # All of Scotland's referrals since 2014 are fewer, and each row takes memory.
    most_rows: int = Field(
        default=10_000_000, ge=1, description="A file with more rows is refused."
    )
    # No export has a hundred; a sheet that claims a million would fill the memory.
    most_columns: int = Field(
        default=1000, ge=1, description="A file with more columns is refused."
    )
    # A sheet is held in memory as a full rectangle, at some 50 bytes a cell.
    most_cells: int = Field(
        default=30_000_000, ge=1, description="Rows times columns that a sheet may span."
    )
    # What a cell of a spreadsheet program can hold; no code, name or day comes near it.
    longest_cell: int = Field(
        default=32_767, ge=1, le=1_000_000, description="A row with a longer cell is rejected."
    )
    # Ten million rows take about two minutes; what takes longer is stuck, or made to stick.
    seconds_to_read: float = Field(
        default=600, gt=0, description="Reading one file is given up after this many seconds."
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
        apart = {"store", "reference_key", "key_file", *INTAKE}
        return self.model_dump(mode="json", exclude=apart)


def settings() -> Settings:
    """The settings of this process, as its environment says at this moment."""
    said = ((name, value) for name, value in os.environ.items() if name.upper().startswith(PREFIX))
    return _settings(tuple(said))


@lru_cache(maxsize=8)
def _settings(said: tuple[tuple[str, str], ...]) -> Settings:  # noqa: ARG001 - what it depends on
    return Settings()  # a limit is asked for many times a file, and this takes a while
