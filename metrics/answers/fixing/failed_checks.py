"""Checks that did not pass: for each provider that falls short, or for no one provider."""

from collections.abc import Iterator, Mapping

import pandas as pd

from data.engine import Reader
from data.export import exports
from data.grammar import plural
from data.publish import IN_PLACES, WRONG
from metrics.answers import gates
from metrics.answers.fixing.fix import Fix, Kind, Roughly, dependents, fix, number, title
from metrics.answers.quality import check_cuts, checks, of_no_provider
from metrics.answers.wording import count

KINDS: Mapping[str, Kind] = {"critical": "critical", "warning": "check", "note": "note"}
TODO = "The Checks page says what to do; send the rows again once they are put right."
MEND = "Mend the rows behind it at the source and send the export again."


def failed_checks(reader: Reader, roughly: Roughly) -> Iterator[Fix]:
    """Every check that did not pass for some provider, and those that failed for none alone."""
    cuts, whole = check_cuts(reader, "provider"), checks(reader)
    places = gates.places(reader).set_index("check_id")
    theirs = cuts[cuts["outcome"].isin(WRONG)]
    nobodys = of_no_provider(whole, cuts)
    for row in (*_records(theirs), *_records(nobodys.assign(key=""))):
        yield fix(
            *(row["key"], row["export"], _kind(row, places), number(row["failed"])),
            *_said(roughly, row, places),
            check_id=row["check_id"],
            weighed="" if row["severity"] == "critical" else _column(row),
            where=_where(row, places) if row["severity"] == "critical" else "",
        )


def _kind(row: pd.Series, places: pd.DataFrame) -> Kind:
    """What fails in places alone, and there long ago, misleads nobody about the present."""
    past = row["outcome"] == IN_PLACES and not places.loc[row["check_id"], "recent"]
    return "check" if past else KINDS[row["severity"]]


def _records(table: pd.DataFrame) -> list[pd.Series]:
    return [row for _, row in table.iterrows()]


def _said(roughly: Roughly, row: pd.Series, places: pd.DataFrame) -> tuple[str, str]:
    """What does not hold, and what to do."""
    if row["severity"] != "critical":
        return f"a check does not hold, “{row['title']}”: {_short(row, roughly)}.", TODO
    where = _where(row, places)
    if row["outcome"] == IN_PLACES:
        what = f"a critical check does not hold {where}, “{row['title']}”. In all areas together"
        what += f" {_short(row, roughly)}, no more than it allows."
    else:
        what = f"a critical check does not hold, “{row['title']}”: {_short(row, roughly)}"
        what += f", {where}." if where else "."
    if where:
        many = plural(dependents(row["export"]), "indicator")
        what += f" Where it fails, {many} counted from {title(row['export'])} are withheld."
    return what, MEND


def _where(row: pd.Series, places: pd.DataFrame) -> str:
    return str(places.loc[row["check_id"], "where"]) if row["check_id"] in places.index else ""


def _column(row: pd.Series) -> str:
    """The column that a check is about, by its id; "" when it is about rows."""
    named = str(row["check_id"]).split(".")[1]
    columns = {each.name for each in exports()[row["export"]].columns}
    return named if named in columns else ""


def _short(row: pd.Series, roughly: Roughly) -> str:
    """How many rows fall short of a check."""
    if row["outcome"] == "errored":
        return "it could not be run"
    if pd.isna(row["failed"]):
        return f"{row['unit']} too few to show fall short of it"
    total = f" of {count(row['total'])}" if pd.notna(row["total"]) else ""
    return f"{roughly.count(row['failed'], row['export'])}{total} {row['unit']} fall short of it"
