"""What one provider should know of what it sent: the facts behind its one-page summary.

Exact counts of the provider's own rows, which it sent itself; never another provider's, and never
a cell. So it goes to that provider, and is made by those who may see exact numbers.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.columns import REASONS
from data.decisions import Decision, Finding, kept, latest, of_finding
from data.decisions import today as this_day
from data.engine import Reader
from data.export import exports
from data.feedback import of_column
from data.profile import profiles
from data.remedies import instead
from data.settings import settings
from data.store import Store
from data.summary_page import Fix, Page, page
from expectations.suite import suites
from metrics.answers import quality

FIRST = 3
"""Things to fix first."""
TOLD = 2
"""Decisions told with their reasons; the table of checks marks each."""
MOST = 4
"""Lines of each table: with more, the summary would not fit on one page."""
LEVELS = {"critical": 0, "rejected": 1, "warning": 1, "note": 2}
"""What misleads comes first; then rows that are in no number, and numbers to take with care."""


class NothingSentError(Exception):
    """There is nothing to sum up, and what to do."""


@dataclass(frozen=True)
class Facts:
    """What the release says of one provider, in the shapes of metrics.answers.quality."""

    release: Mapping[str, str]
    submissions: pd.DataFrame
    rejected: pd.DataFrame
    failed: pd.DataFrame
    """Checks that did not pass for the provider, the worst first, with its decision or None."""


def summary_html(
    store: Store, provider: str, *, release_id: str | None = None, today: date | None = None
) -> str:
    """A provider's summary as one self-contained HTML page, in plain English.

    Of the newest release, held back or not, unless another is named. Raises NothingSentError
    when no such provider's rows are in it.
    """
    ids = store.release_ids()
    if not ids or provider not in profiles():
        known = ", ".join(profiles())
        raise NothingSentError(
            f"There is no provider of that name. Providers: {known}."
            if ids
            else "There is no release yet: load exports, then run python -m data release."
        )
    with closing(store.open(release_id or ids[-1], exact=True)) as reader:
        facts = _facts(reader, store, provider, today or this_day())
    if facts.submissions.empty:
        raise NothingSentError(
            f"Release {release_id or ids[-1]} holds no file of that provider: load one, and "
            "release again."
        )
    return page(_page(provider, facts, today or this_day()))


def _facts(reader: Reader, store: Store, provider: str, today: date) -> Facts:
    submissions, rejected = quality.submissions(reader), quality.rejected(reader)
    cuts = quality.check_cuts(reader, "provider")
    failed = cuts[(cuts["key"] == provider) & (cuts["outcome"] != "passed")]
    decided = latest(kept(store))
    decisions = [
        of_finding(decided, Finding(check_id, provider), today) for check_id in failed["check_id"]
    ]
    return Facts(
        quality.release(reader),
        submissions[submissions["provider"] == provider],
        rejected[rejected["provider"] == provider],
        failed.assign(decision=pd.Series(decisions, index=failed.index, dtype="object")),
    )


def _page(provider: str, facts: Facts, today: date) -> Page:
    fixes = sorted(_fixes(provider, facts, today), key=lambda each: each.order)
    decisions = [each for each in facts.failed["decision"] if each]
    in_force = [each for each in decisions if each.state(today) == "in force"]
    quiet = [each for each in in_force if each.quiets(today)]
    return Page(
        provider=profiles()[provider].title,
        release_id=facts.release["release_id"],
        as_at=facts.release["as_at"],
        made_on=today.isoformat(),
        sample=facts.release["sample"] == "yes",
        sent=_sent(facts.submissions),
        files=_files(facts.submissions),
        fixes=tuple(fixes[:FIRST]),
        left_out=len(quiet),
        rejected=_rejected(provider, facts),
        rejected_more=max(len(_reasons(facts)) - MOST, 0),
        failed=_failed(facts, today),
        failed_more=max(len(facts.failed) - MOST, 0),
        decisions=_decisions(facts, in_force[:TOLD]),
        decisions_more=max(len(in_force) - TOLD, 0),
        contact=settings().contact,
    )


def _sent(submissions: pd.DataFrame) -> str:
    files, read = len(submissions), int(submissions["rows_read"].sum())
    accepted, rejected, repeats, replaced = (
        int(submissions[name].sum()) for name in ("accepted", "rejected", "repeats", "superseded")
    )
    told = (
        f"{files:,} {'file' if files == 1 else 'files'} with {read:,} rows: {accepted:,} accepted, "
        f"{rejected:,} rejected{_share(rejected, read)}, {repeats:,} exact repeats."
    )
    later = f" {replaced:,} accepted rows were later replaced by rows of newer files."
    return told + (later if replaced else "")


def _share(part: int, whole: int) -> str:
    return f" ({part / whole:.1%})".replace("%", "\u00a0%") if whole else ""


def _files(submissions: pd.DataFrame) -> tuple[tuple[str, ...], ...]:
    """For each export: its latest file, its rows, and the same of the file before."""
    return tuple(
        (exports()[str(name)].title, *_file(found, 0), *_file(found, 1)[1:])
        for name, found in submissions.groupby("export", sort=True)
    )


def _file(found: pd.DataFrame, place: int) -> tuple[str, str, str]:
    """File name, rows read, and rows rejected; found: of one export, newest first."""
    if len(found) <= place:
        return "", "none", "none"
    row = found.iloc[place]
    read, rejected = int(row["rows_read"]), int(row["rejected"])
    return str(row["file_name"]), f"{read:,}", f"{rejected:,}{_share(rejected, read)}"


def _reasons(facts: Facts) -> pd.DataFrame:
    """Rejected rows by export, column and reason, most first."""
    keys = ["export", "column", "reason"]
    found = facts.rejected.groupby(keys)[["rows"]].sum().reset_index()
    return found.sort_values(["rows", *keys], ascending=[False, True, True, True])


def _rejected(provider: str, facts: Facts) -> tuple[tuple[str, ...], ...]:
    """Your heading, what is wrong, rows, what is allowed."""
    found = _reasons(facts).head(MOST)
    return tuple(
        (told["Your heading"], REASONS.get(reason, reason), f"{rows:,}", told["What is allowed"])
        for export, column, reason, rows in found.itertuples(index=False, name=None)
        for told in [of_column(export, provider, column)]
    )


def _failed(facts: Facts, today: date) -> tuple[tuple[str, ...], ...]:
    """What should hold, severity, how many fall short, and what was decided."""
    return tuple(
        (
            str(row["title"]),
            str(row["severity"]),
            _counts(row),
            f"{row['decision'].verb}, {row['decision'].state(today)}"
            if row["decision"]
            else "none",
        )
        for _, row in facts.failed.head(MOST).iterrows()
    )


def _counts(row: pd.Series) -> str:
    return f"{int(row['failed']):,} of {int(row['total']):,}"


def _fixes(provider: str, facts: Facts, today: date) -> Iterator[Fix]:
    """Everything that could be fixed first, but for what was accepted or dismissed."""
    asked = {check.id: check.for_provider for suite in suites(exports()) for check in suite.checks}
    for _, row in facts.failed.iterrows():
        decision: Decision | None = row["decision"]
        if decision and decision.quiets(today):
            continue
        disputed = decision is not None and decision.state(today) == "in force"
        yield Fix(
            (LEVELS[str(row["severity"])], -int(row["failed"]), str(row["check_id"])),
            f"{_counts(row)} fall short of “{row['title']}” ({row['severity']}).",
            ("Disputed, and being looked into. " if disputed else "")
            + asked.get(str(row["check_id"]), ""),
        )
    for export, column, reason, rows in _reasons(facts).itertuples(index=False, name=None):
        told = of_column(export, provider, column)
        wrong, rows_of = REASONS.get(reason, reason), exports()[export].title.lower()
        yield Fix(
            (LEVELS["rejected"], -int(rows), f"{export}.{column}.{reason}"),
            f"{rows:,} of your {rows_of} {'was' if rows == 1 else 'were'} rejected for "
            f"“{told['Your heading']}”: {_small(wrong)}",
            instead(reason, told["What is allowed"]),
        )


def _small(sentence: str) -> str:
    return f"{sentence[:1].lower()}{sentence[1:]}"


def _decisions(facts: Facts, in_force: list[Decision]) -> tuple[str, ...]:
    titles = dict(zip(facts.failed["check_id"], facts.failed["title"], strict=True))
    return tuple(
        f"“{titles[each.check_id]}”: {each.verb}, until {each.review_on}. {each.reason}"
        for each in in_force
    )
