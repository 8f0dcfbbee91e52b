"""The checks of a release as tables and sentences: what failed, for whom, what to do about it."""

from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from urllib.parse import urlencode

import pandas as pd

from data.columns import REASONS
from data.export import exports
from data.grammar import plural
from data.publish import BACK, IN_PLACES, NOTHING, WRONG
from data.remedies import CALLED
from expectations.check import Check
from expectations.suite import suites
from metrics.answers import sentences
from metrics.answers.facets import FACETS
from metrics.answers.fixing.fix import MISLEADING
from metrics.answers.sendings import SENT
from pages.ui import filters, words

MARKS = {
    "passed": "● passed",
    "failed": "■ failed",
    IN_PLACES: "◧ failed in places",
    "errored": "⊘ could not be run",
    NOTHING: "□ nothing to check",
}
MOST = 25
"""Checks shown in the matrix; the table and the download have all."""


@cache
def known() -> Mapping[str, Check]:
    """Every check by its id. Kept, since all suites are put together to list them."""
    return {check.id: check for suite in suites(exports()) for check in suite.checks}


@cache
def hints() -> Mapping[str, str]:
    """What to do when a check does not hold, by check id."""
    return {id: check.hint for id, check in known().items()}


def title(check_id: str) -> str:
    """What a check asks, by its id."""
    return known()[check_id].title if check_id in known() else check_id


def link(label: str, check_id: str) -> str:
    """A plain link to a check: one of the framework's own would lose the choice on the way."""
    return way(label, "checks", {"check": check_id})


def way(label: str, page: str, parameters: Mapping[str, str]) -> str:
    """A plain link to a page (its file name) with these filter values (codes)."""
    asked = f"?{urlencode(filters.address(parameters))}" if parameters else ""
    return f'<p class="look"><a href="{escape(page + asked)}">{escape(label)}</a></p>'


def trust(found: pd.DataFrame, sent: pd.DataFrame) -> str:
    """Whether the numbers can be trusted, in a few words.

    found: checks() of metrics.results; sent: latest_submissions() as every reader may see them, so
    that all are told the same. Rows that were turned away are in no number, so a provider that lost
    many counts as much as a failed check.
    """
    wrong, lost = found[found["outcome"].isin(WRONG)], much_lost(sent)
    # what fails in places is withheld there, so what is shown can be used
    grave = (wrong["severity"].eq("critical") & wrong["outcome"].isin(BACK)).any()
    grave |= wrong["outcome"].eq("errored").any()
    if grave or (lost["share"] > MISLEADING).any():
        return "Some numbers cannot be trusted as they are"
    if len(wrong) or len(lost):
        return "The numbers can be used, with care"
    return "The numbers can be trusted"


def rests_on(found: pd.DataFrame, sent: pd.DataFrame) -> str:
    """What trust() rests on: how many checks passed, and how many exports lost many rows."""
    lost = len(much_lost(sent))
    many = plural(lost, "export lost", "exports lost")
    share = words.percent(1 - FACETS["validity"].watch)
    told = f"; {many} over {share} of the rows of the latest file" if lost else ""
    return f"{sentences.quality(found)}{told}."


def much_lost(sent: pd.DataFrame) -> pd.DataFrame:
    """provider, export, share: exports of which so many rows were turned away that it needs work.

    The worst first; sent: latest_submissions() of metrics.results.
    """
    rows = sent.groupby(SENT, as_index=False)[["rejected", "rows_read"]].sum()
    rows = rows.assign(share=rows["rejected"] / rows["rows_read"])[[*SENT, "share"]]
    found = rows[rows["share"] > 1 - FACETS["validity"].watch]
    return found.sort_values(["share", *SENT], ascending=[False, True, True])


def matrix(cuts: pd.DataFrame, decided: Callable[[str, str], str] = lambda *_: "") -> pd.DataFrame:
    """Checks that did not hold for some provider, for every provider they were asked of.

    cuts: check_cuts(by="provider") of metrics.results, the worst first; the order is kept.
    decided: the verb of the decision in force on a check and provider, "" without one.
    """
    wrong = cuts[cuts["outcome"].isin(WRONG)]
    shown = cuts[cuts["check_id"].isin(list(dict.fromkeys(wrong["check_id"]))[:MOST])]
    pairs = zip(shown["check_id"], shown["key"], strict=True)
    return shown.assign(
        provider=shown["key"].map(words.provider), decision=[decided(*each) for each in pairs]
    )


def verdicts(checks: pd.DataFrame, decided: Callable[[str], str] = lambda _: "") -> pd.DataFrame:
    """Every check with its verdict as a table to read; checks: checks() of metrics.results.

    decided: what was decided of a check, by its id, in a few words.
    """
    return pd.DataFrame(
        {
            "Check": checks["title"],
            "Export": checks["export"].str.replace("_", " "),
            "Severity": checks["severity"],
            "Outcome": checks["outcome"].map(MARKS),
            "Fall short": _counts(checks, "failed"),
            "Looked at": _counts(checks, "total"),
            "Of what": checks["unit"],
            "Decision": checks["check_id"].map(decided),
            "Check id": checks["check_id"],
        }
    )


def _counts(table: pd.DataFrame, column: str) -> list[str]:
    """Counts in words; a check that could not be run, or had no rows, has none to hide."""
    return [
        "" if outcome in ("errored", NOTHING) else words.count(value)
        for outcome, value in zip(table["outcome"], table[column], strict=True)
    ]


def by_provider(cuts: pd.DataFrame, first: Mapping[str, str]) -> pd.DataFrame:
    """Providers by exports: how many checks passed of those asked; and what to fix first.

    cuts: check_cuts(by="provider") of metrics.results; first: by provider, in a few words.
    """
    rows = []
    for key, found in cuts.groupby("key", sort=True):
        row = {"Provider": words.provider(str(key))}
        for name in exports():
            row[exports()[name].title] = _passed(found[found["export"] == name])
        rows.append(row | {"To fix first": first.get(str(key), "")})
    return pd.DataFrame(rows)


def _passed(found: pd.DataFrame) -> str:
    if found.empty:
        return ""
    passed = int((found["outcome"] == "passed").sum())
    return f"{'●' if passed == len(found) else '■'} {passed} of {len(found)}"


def by_reason(found: pd.DataFrame, round_to: int = 0) -> pd.DataFrame:
    """Rows turned away for each reason, most first: short (a few words), meaning, count, about.

    found: by_reason() of metrics.results; round_to: what counts of people are rounded to, 0 where
    they are exact. A sum that some of them are in is "about" so many.
    """
    shown = found.dropna()
    about = shown["of_people"].astype("bool") & (round_to > 0)
    rounded = (shown["rows"] / max(round_to, 1)).round() * max(round_to, 1)
    return shown.assign(
        short=shown["reason"].map(CALLED).fillna(shown["reason"]),
        meaning=shown["reason"].map(REASONS).fillna(shown["reason"]),
        count=shown["rows"].mask(about, rounded.astype("Int64")),
        about=about,
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
            "Export": grouped["export"].str.replace("_", " "),
            "Rows": grouped["rows"].map(words.count),
        }
    )


def turned_away(submissions: pd.DataFrame, *, exact: bool) -> str:
    """How many rows were turned away, of how many; submissions: of metrics.results.

    What is added up from rounded counts, some of them hidden, is known to two leading figures at
    the most, and is said so.
    """
    gone, read = submissions["rejected"].sum(), submissions["rows_read"].sum()
    if not gone:
        return "Few rows were turned away, if any: too few of any one file to show"
    share = f" ({words.percent(gone / read)})" if read else ""
    if exact:
        return f"{words.count(gone)} of {words.count(read)} rows{share} were turned away"
    gone, read = float(f"{gone:.2g}"), float(f"{read:.3g}")
    return f"About {words.count(gone)} of about {words.count(read)} rows{share} were turned away"
