"""Facts the rest stands on: areas, organisations, events; one CSV each, sources in README.md."""

import csv
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

from data.reference.own import Changed, changed, own_organisations

FOLDER = Path(__file__).parent
SCOTLAND = "S92000003"


@cache
def rows(name: str) -> Sequence[Mapping[str, str]]:
    """The lines of a file, read once, each by its headings. For a load, which needs no pandas."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(MappingProxyType(row) for row in csv.DictReader(file, strict=True))


def several(texts: str) -> list[str]:
    """The texts of a cell that holds several with | between."""
    return [text for text in texts.split("|") if text]


def _read(name: str) -> "pd.DataFrame":
    return _kept(name).copy()


@cache
def _kept(name: str) -> "pd.DataFrame":
    """A file read once; whoever asks has a copy."""
    import pandas as pd

    return pd.DataFrame(map(dict, rows(name)), dtype="str")


def councils() -> "pd.DataFrame":
    """The 32 council areas: code, name, division_code, and | between codes or names in the rest."""
    return _read("councils")


def divisions() -> "pd.DataFrame":
    """The 13 police divisions: division_code, division_name, letter."""
    return _read("divisions")


def council_figures() -> "pd.DataFrame":
    """One row per council: incidents in 2021-22 and mid-year populations, whole numbers."""
    figures = _read("council_figures")
    counts = figures.columns.difference(["council_code", "council_name"])
    return figures.astype(dict.fromkeys(counts, "int64"))


@cache
def usual_sizes() -> Mapping[str, int]:
    """How much a council's exports usually hold beside the others', by code.

    Domestic abuse incidents recorded in 2021-22, as published for all: the same for every reader
    and every release, so that nothing of a release's own counts can be read from it.
    """
    column = "domestic_abuse_incidents_2021_22"
    return MappingProxyType(
        {each["council_code"]: int(each[column]) for each in rows("council_figures")}
    )


def events() -> "pd.DataFrame":
    """Policy, law, recording and context events; date and end_date as timestamps, NaT if open."""
    return _dated_events().copy()


@cache
def _dated_events() -> "pd.DataFrame":
    import pandas as pd

    found = _read("events")
    return found.assign(
        date=pd.to_datetime(found["date"]),
        end_date=pd.to_datetime(found["end_date"].replace("", None)),
    )


def shipped_regimes() -> "pd.DataFrame":
    """When sharing rested on which lawful basis, as shipped; data/regimes.py has what is in force.

    Columns: scope ("scotland" or a division's code), regime, earliest and latest (ISO days),
    certainty, source.
    """
    return _read("regimes")


def shipped_organisations() -> Sequence[Mapping[str, str]]:
    """The lines of the register as shipped, each by column."""
    return rows("organisations")


def register() -> list[Mapping[str, str]]:
    """The lines of the register: as shipped, then what the deployment added (own.py)."""
    return [*shipped_organisations(), *own_organisations()]


def organisations() -> "pd.DataFrame":
    """The register: org_code, org_name, sector, competent_authority and name_variants."""
    import pandas as pd

    return pd.DataFrame(map(dict, register()), dtype="str")


@cache
def area_names() -> Mapping[str, str]:
    """Name of every area by code: Scotland (S92000003), 13 divisions, 32 councils."""
    pairs = {SCOTLAND: "Scotland"}
    pairs |= {each["division_code"]: each["division_name"] for each in rows("divisions")}
    pairs |= {each["council_code"]: each["council_name"] for each in rows("councils")}
    return MappingProxyType(pairs)


def organisation_names() -> Mapping[str, str]:
    """Name of every organisation of the register by code."""
    return _organisation_names(changed())


@lru_cache(maxsize=4)
def _organisation_names(_: Changed) -> Mapping[str, str]:
    return MappingProxyType({row["org_code"]: row["org_name"] for row in register()})


def tile_map() -> "pd.DataFrame":
    """Where each council stands on the tile map: council_code, row, column, label, short."""
    return _read("tile_map").astype({"row": "int64", "column": "int64"})
