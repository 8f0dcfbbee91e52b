"""From counts to outcomes: passed, failed, or errored, for the whole and for every cut."""

import pandas as pd

from data.publish import IN_PLACES
from expectations.check import Check
from expectations.outcome import NOT_KNOWN, no_gate, no_places


def judge(check: Check, verdict: int | None, counted: pd.DataFrame | None) -> pd.DataFrame:
    """One row per cut with by, key, council, month, failed, total and outcome.

    `verdict` is Great Expectations' count of wrong rows, `counted` the SQL counts of
    expectations/counts.py; None says that it could not be worked out. A check that errored is
    errored as a whole and has no cuts: a count nobody can trust is not cut up.
    """
    if counted is None or verdict is None or verdict != _whole(counted):
        return errored()
    failed = counted["failed"] > check.allowed * counted["total"]
    judged = counted.assign(outcome=failed.map({True: "failed", False: "passed"}))
    return _in_places(judged, judged["by"] == "all") if len(closed(check, judged)) else judged


def of_providers(judged: pd.DataFrame, listed: pd.DataFrame) -> pd.DataFrame:
    """Outcomes of a check, those of providers with wrong rows where it closes a gate among them.

    listed: its wrong rows of expectations/failing.py, which of a provider that passes are those.
    """
    if listed.empty:
        return judged
    theirs = (judged["by"] == "provider") & judged["key"].isin(listed["provider"].dropna())
    return _in_places(judged, theirs)


def _in_places(judged: pd.DataFrame, these: pd.Series) -> pd.DataFrame:
    """Outcomes of which these, where they passed, failed in places."""
    passed = these & (judged["outcome"] == "passed")
    return judged.assign(outcome=judged["outcome"].mask(passed, IN_PLACES))


def _whole(counted: pd.DataFrame) -> int:
    return int(counted.loc[counted["by"] == "all", "failed"].iloc[0])


def errored() -> pd.DataFrame:
    """The outcome of a check whose counts cannot be trusted: the whole, without any."""
    whole = {"by": "all", "key": "all", "council": "", "month": "", "outcome": "errored"}
    return pd.DataFrame([whole | {"failed": pd.NA, "total": pd.NA}])


def outcome_rows(suite: str, check: Check, judged: pd.DataFrame) -> pd.DataFrame:
    """The rows that a check adds to the outcomes."""
    kept = judged.loc[judged["by"] != "place", ["by", "key", "outcome", "failed", "total"]]
    return kept.assign(
        suite=suite,
        check_id=check.id,
        title=check.title,
        export=check.export,
        severity=check.severity,
        allowed=check.allowed,
        unit=check.unit,
    )


def gate_rows(check: Check, judged: pd.DataFrame) -> pd.DataFrame:
    """The rows that a check adds to the gate."""
    places = closed(check, judged).rename(columns={"month": "period_start"})
    return places.assign(export=check.export, check_id=check.id) if len(places) else no_gate()


def closed(check: Check, judged: pd.DataFrame) -> pd.DataFrame:
    """Council and month of the places that a critical check closes: those in which it failed."""
    if check.severity != "critical":
        return no_places()
    failed = (judged["by"] == "place") & (judged["outcome"] == "failed")
    places = judged.loc[failed, ["council", "month"]]
    return places[(places != NOT_KNOWN).all(axis=1)]
