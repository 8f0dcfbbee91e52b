"""The checks of a release as tables and sentences: what failed, for whom, what to do about it."""

from collections.abc import Callable
from functools import cache

import pandas as pd

from data.columns import REASONS
from data.export import exports
from expectations.suite import suites
from metrics.answers import sentences
from pages.ui import words

MOST = 25
"""Checks shown in the matrix; the table and the download have all."""


@cache
def hints() -> dict[str, str]:
    """What to do when a check does not hold, by check id."""
    return {check.id: check.hint for suite in suites(exports()) for check in suite.checks}


def title(check_id: str) -> str:
    """What a check asks, by its id."""
    titles = {check.id: check.title for suite in suites(exports()) for check in suite.checks}
    return titles.get(check_id, check_id)


def trust(found: pd.DataFrame) -> str:
    """Whether the numbers can be trusted, in a sentence; found: checks() of metrics.results."""
    wrong = found[found["outcome"] != "passed"]
    grave = wrong["severity"].eq("critical") | wrong["outcome"].eq("errored")
    if grave.any():
        verdict = "Some numbers cannot be trusted as they are"
    elif len(wrong):
        verdict = "The numbers can be used, with care"
    else:
        verdict = "The numbers can be trusted"
    return f"{verdict}: {_after_colon(sentences.quality(found))}"


def _after_colon(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def matrix(cuts: pd.DataFrame) -> pd.DataFrame:
    """Checks that did not hold for some provider, for every provider they were asked of.

    cuts: check_cuts(by="provider") of metrics.results, the worst first; the order is kept.
    """
    wrong = cuts[cuts["outcome"] != "passed"]
    shown = cuts[cuts["check_id"].isin(list(dict.fromkeys(wrong["check_id"]))[:MOST])]
    return shown.assign(provider=shown["key"].map(words.provider))


def worst(cuts: pd.DataFrame, number: int = 3) -> pd.DataFrame:
    """The rows of `cuts` to mend first: of each of the worst checks the worst provider's."""
    wrong = cuts[cuts["outcome"] != "passed"]
    order = wrong.assign(
        level=wrong["severity"].map({"critical": 0, "warning": 1, "note": 2}),
        size=-wrong["failed"].astype("Float64").fillna(0),
    ).sort_values(["level", "size", "check_id", "key"], kind="stable")
    return order.drop_duplicates("check_id").head(number)


def fix(row: pd.Series) -> str:
    """What a provider should mend, in words; a `said` of the row, where it has one, ends it."""
    told = (
        f"**{words.provider(row['key'])}**: {_share(row)} “{row['title']}” ({row['severity']}). "
        f"{hints().get(row['check_id'], '')} {row.get('said', '')}"
    )
    return told.strip()


def _share(row: pd.Series) -> str:
    if row["outcome"] == "errored":
        return "this check could not be run,"
    total = f" of {words.count(row['total'])}" if words.known(row["total"]) else ""
    return f"{words.count(row['failed'])}{total} fall short of"


def verdicts(checks: pd.DataFrame, decided: Callable[[str], str] = lambda _: "") -> pd.DataFrame:
    """Every check with its verdict as a table to read; checks: checks() of metrics.results.

    decided: what was decided of a check, by its id, in a few words.
    """
    return pd.DataFrame(
        {
            "Check": checks["title"],
            "Export": checks["export"],
            "Severity": checks["severity"],
            "Outcome": checks["outcome"],
            "Rows that fail": _counts(checks, "failed"),
            "Rows looked at": _counts(checks, "total"),
            "Decision": checks["check_id"].map(decided),
            "Check id": checks["check_id"],
        }
    )


def _counts(table: pd.DataFrame, column: str) -> list[str]:
    """Counts in words; a check that could not be run has none to hide."""
    return [
        "" if outcome == "errored" else words.count(value)
        for outcome, value in zip(table["outcome"], table[column], strict=True)
    ]


def by_provider(cuts: pd.DataFrame) -> pd.DataFrame:
    """Providers by exports: how many checks passed of those asked; and the worst that did not.

    cuts: check_cuts(by="provider") of metrics.results, the worst first.
    """
    rows = []
    for key, found in cuts.groupby("key", sort=True):
        wrong = found[found["outcome"] != "passed"]
        row = {"Provider": words.provider(str(key))}
        for name in exports():
            row[exports()[name].title] = _passed(found[found["export"] == name])
        rows.append(row | {"Worst check not passed": wrong["title"].iloc[0] if len(wrong) else ""})
    return pd.DataFrame(rows)


def _passed(found: pd.DataFrame) -> str:
    if found.empty:
        return ""
    passed = int((found["outcome"] == "passed").sum())
    return f"{'●' if passed == len(found) else '○'} {passed} of {len(found)}"


def by_reason(found: pd.DataFrame) -> pd.DataFrame:
    """Rows turned away for each reason, most first: short (its code as words), meaning, count.

    found: rejected() of metrics.results.
    """
    grouped = found.groupby("reason")[["rows"]].sum(min_count=1).reset_index()
    grouped = grouped.dropna().sort_values("rows", ascending=False)
    return grouped.assign(
        short=grouped["reason"].str.replace("_", " ").str.capitalize(),
        meaning=grouped["reason"].map(REASONS).fillna(grouped["reason"]),
        count=grouped["rows"],
    )


def rejected(found: pd.DataFrame) -> pd.DataFrame:
    """Rows turned away, as a table to read, most first."""
    keys = ["reason", "column", "provider", "export"]
    # a part that is hidden stays out of its group's sum, so the sum cannot tell it
    grouped = found.groupby(keys)[["rows"]].sum(min_count=1).reset_index()
    grouped = grouped.sort_values(["rows", *keys], ascending=[False, True, True, True, True])
    return pd.DataFrame(
        {
            "Reason": grouped["reason"].map(REASONS).fillna(grouped["reason"]),
            "Column": grouped["column"],
            "Provider": grouped["provider"].map(words.provider),
            "Export": grouped["export"],
            "Rows": grouped["rows"].map(words.count),
        }
    )


def turned_away(submissions: pd.DataFrame) -> str:
    """How many rows were turned away, of how many; submissions: of metrics.results."""
    gone, read = submissions["rejected"].sum(), submissions["rows_read"].sum()
    if not gone:
        return "Few rows were turned away, if any: too few of any one file to show"
    share = f" ({words.percent(gone / read)})" if read else ""
    return f"About {words.count(gone)} of {words.count(read)} rows{share} were turned away"
