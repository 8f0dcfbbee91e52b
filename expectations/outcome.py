"""The shape of what a run of the checks returns, made and checked in one place."""

from functools import cache

import pandas as pd

from data.publish import IN_PLACES, NOTHING
from expectations.suite import RECEIVED

OUTCOMES = ("passed", "failed", IN_PLACES, "errored", NOTHING)
CUTS = ("all", "provider", "council", "month")
COLUMNS = (
    "suite",
    "check_id",
    "title",
    "export",
    "severity",
    "outcome",
    "by",  # one of CUTS; "all" is the verdict
    "key",  # "all", or the provider, the council's code, the month's first day as YYYY-MM-DD
    "failed",  # rows that are wrong; missing when the check errored
    "total",  # rows looked at; missing when the check errored
    "allowed",  # the share of rows that may be wrong
    "unit",  # what the rows looked at are, in the plural: rows, months ...
)
GATE_COLUMNS = ("export", "period_start", "council", "check_id")
NOT_KNOWN = "not known"
FAILING_COLUMNS = {
    "check_id": "str",
    "provider": "str",  # missing where rows are of no one provider
    "submission_id": "str",  # this and the next missing where there is no row to point at
    "row_number": "Int64",  # in the provider's own file, in which the headings are row 1
    "reference": "str",  # the start of it; missing where the rows have none
    "council": "str",  # this and the next only where there is no row to point at
    "month": "str",
}


def outcomes(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """A frame with COLUMNS from its parts, in a settled order. Raises ValueError."""
    frame = pd.concat(parts, ignore_index=True)[list(COLUMNS)]
    if not set(frame["outcome"]) <= set(OUTCOMES) or not set(frame["by"]) <= set(CUTS):
        raise ValueError("An outcome or a cut is not one of those expectations/outcome.py lists.")
    frame = frame.astype({"failed": "Int64", "total": "Int64"})
    if (frame["failed"] > frame["total"]).any():
        raise ValueError("A check counted more wrong rows than rows.")
    frame = frame.assign(outcome=frame["outcome"].mask(_of_no_rows(frame), NOTHING))
    order = frame["by"].map(CUTS.index)
    frame = frame.assign(order=order).sort_values(["suite", "check_id", "order", "key"])
    return frame.drop(columns="order").reset_index(drop=True)


def _of_no_rows(frame: pd.DataFrame) -> pd.Series:
    """Checks that passed since their export has no row at all, which everybody may know.

    One that finds no row to look at among an export's rows has passed: that there is none is a
    count of nought, and a count of nought is small.
    """
    rows = frame["check_id"] == frame["export"] + RECEIVED
    empty = frame.loc[rows & (frame["outcome"] == "failed"), "export"]
    return frame["export"].isin(empty) & (frame["outcome"] == "passed") & (frame["total"] == 0)


def gate(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """A frame with GATE_COLUMNS: where a critical check failed in one council and month."""
    frame = pd.concat(parts, ignore_index=True)[list(GATE_COLUMNS)].astype("str")
    frame = frame.assign(period_start=pd.to_datetime(frame["period_start"]))
    return frame.sort_values(list(GATE_COLUMNS)).reset_index(drop=True)


@cache
def no_gate() -> pd.DataFrame:
    """A frame with GATE_COLUMNS and no rows, not to be changed."""
    return pd.DataFrame(columns=list(GATE_COLUMNS))


@cache
def no_places() -> pd.DataFrame:
    """A frame of councils and months and no rows, not to be changed."""
    return pd.DataFrame(columns=["council", "month"])


@cache
def no_rows() -> pd.DataFrame:
    """A frame with FAILING_COLUMNS and no rows, not to be changed."""
    return pd.DataFrame(columns=list(FAILING_COLUMNS)).astype(FAILING_COLUMNS)


def failing(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """A frame with FAILING_COLUMNS: wrong rows of checks that failed, each part in its order."""
    typed = [part.astype(FAILING_COLUMNS) for part in parts if len(part)]
    return pd.concat(typed, ignore_index=True) if typed else no_rows()
