"""Facts the rest stands on: areas, organisations, events; one CSV each, sources in README.md."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pandas as pd

FOLDER = Path(__file__).parent
SCOTLAND = "S92000003"


def _read(name: str) -> pd.DataFrame:
    return _kept(name).copy()


@cache
def _kept(name: str) -> pd.DataFrame:
    """A file read once; whoever asks has a copy."""
    return pd.read_csv(FOLDER / f"{name}.csv", dtype=str, keep_default_na=False)


def councils() -> pd.DataFrame:
    """The 32 council areas: code, name, division_code, and | between codes or names in the rest."""
    return _read("councils")


def divisions() -> pd.DataFrame:
    """The 13 police divisions: division_code, division_name, letter."""
    return _read("divisions")


def council_figures() -> pd.DataFrame:
    """One row per council: incidents in 2021-22 and mid-year populations, whole numbers."""
    figures = _read("council_figures")
    counts = figures.columns.difference(["council_code", "council_name"])
    return figures.astype(dict.fromkeys(counts, "int64"))


def events() -> pd.DataFrame:
    """Policy, law, recording and context events; date and end_date as timestamps, NaT if open."""
    return _dated_events().copy()


@cache
def _dated_events() -> pd.DataFrame:
    found = _read("events")
    return found.assign(
        date=pd.to_datetime(found["date"]),
        end_date=pd.to_datetime(found["end_date"].replace("", None)),
    )


def shipped_regimes() -> pd.DataFrame:
    """When sharing rested on which lawful basis, as shipped; data/regimes.py has what is in force.

    Columns: scope ("scotland" or a division's code), regime, earliest and latest (ISO days),
    certainty, source.
    """
    return _read("regimes")


def organisations() -> pd.DataFrame:
    """The register: org_code, org_name, sector, competent_authority and name_variants."""
    return _read("organisations")


@cache
def area_names() -> Mapping[str, str]:
    """Name of every area by code: Scotland (S92000003), 13 divisions, 32 councils."""
    pairs = {SCOTLAND: "Scotland"}
    pairs |= dict(divisions()[["division_code", "division_name"]].itertuples(index=False))
    pairs |= dict(councils()[["council_code", "council_name"]].itertuples(index=False))
    return MappingProxyType(pairs)


@cache
def organisation_names() -> Mapping[str, str]:
    """Name of every organisation of the register by code."""
    return MappingProxyType(dict(organisations()[["org_code", "org_name"]].itertuples(index=False)))


def tile_map() -> pd.DataFrame:
    """Where each council stands on the tile map: council_code, row, column, label, short."""
    return _read("tile_map").astype({"row": "int64", "column": "int64"})
