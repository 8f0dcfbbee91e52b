"""What one provider should know of what it sent: the facts behind its one-page summary.

Exact counts of the provider's own rows, which it sent itself; never another provider's, and never
a cell. So it goes to that provider, and is made by those who may see exact numbers.
"""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.columns import REASONS
from data.decisions import SHORT, Decision, Finding, of_finding
from data.decisions import today as this_day
from data.engine import Reader
from data.export import exports
from data.feedback import of_column
from data.grammar import plural
from data.outgrown import decided as as_decided
from data.profile import profiles
from data.publish import WRONG
from data.settings import settings
from data.store import Store
from data.summary_fixes import to_fix
from data.summary_page import Page, fits, in_words, page
from metrics.answers import quality
from metrics.answers.failing import lacking
from metrics.answers.quality_fixes import fixes
from metrics.answers.ranking import Ranking, ranking
from metrics.answers.sendings import latest_submissions

TOLD = 2
"""Decisions told with their reasons; the table of checks marks each."""
LINES = (12, 8, 6, 4)
"""Lines of each table at most: as many as one sheet has room for beside all else."""


class NothingSentError(Exception):
    """There is nothing to sum up, and what to do."""


@dataclass(frozen=True)
class Facts:
    """What the release says of one provider, in the shapes of metrics.answers.quality."""

    release: Mapping[str, str]
    submissions: pd.DataFrame
    rejected: pd.DataFrame
    """Those of the latest file of each export: a row sent again and rejected again is one."""
    failed: pd.DataFrame
    """Checks that did not pass for the provider, the worst first, with its decision or None."""
    ranked: Ranking
    """What of all there is to fix is the provider's."""
    months: Mapping[str, Sequence[str]]
    """Of checks about months, by check id, which fall short: in words, the newest first."""


def summary_html(
    store: Store, provider: str, *, release_id: str | None = None, today: date | None = None
) -> str:
    """A provider's summary as one self-contained HTML page, in plain English.

    Of the release that Store.judging() names, unless another is. Raises NothingSentError
    when no such provider's rows are in it.
    """
    release_id = release_id or store.judging()
    if release_id is None or provider not in profiles():
        known = ", ".join(profiles())
        raise NothingSentError(
            f"There is no provider of that name. Providers: {known}."
            if release_id
            else "There is no release yet: load exports, then run python -m data release."
        )
    opened = [closing(store.open(release_id, exact=exact)) for exact in (True, False)]
    with opened[0] as reader, opened[1] as public:
        facts = _facts(reader, public, store, provider, today or this_day())
    if facts.submissions.empty:
        raise NothingSentError(
            f"Release {release_id} holds no file of that provider: load one, and release again."
        )
    made = [_page(provider, facts, today or this_day(), most) for most in LINES]
    return page(next((each for each in made if fits(each)), made[-1]))


def _facts(reader: Reader, public: Reader, store: Store, provider: str, today: date) -> Facts:
    submissions = quality.submissions(reader)
    rejected, last = quality.rejected(reader), latest_submissions(reader)["submission_id"]
    rejected = rejected[rejected["submission_id"].isin(last)]
    cuts = quality.check_cuts(reader, "provider")
    failed = cuts[(cuts["key"] == provider) & cuts["outcome"].isin(WRONG)]
    decided = as_decided(store, store.judging())
    decisions = [
        of_finding(decided, Finding(check_id, provider), today) for check_id in failed["check_id"]
    ]
    return Facts(
        quality.release(reader),
        submissions[submissions["provider"] == provider],
        rejected[rejected["provider"] == provider],
        failed.assign(decision=pd.Series(decisions, index=failed.index, dtype="object")),
        ranking(fixes(public), decided, today, told=fixes(reader)).of(provider),
        dict(lacking(reader, provider).itertuples(index=False)),
    )


def _page(provider: str, facts: Facts, today: date, most: int) -> Page:
    decisions = [each for each in facts.failed["decision"] if each]
    in_force = [each for each in decisions if each.state(today) == "in force"]
    return Page(
        provider=profiles()[provider].title,
        release_id=facts.release["release_id"],
        as_at=facts.release["as_at"],
        made_on=today.isoformat(),
        sample=facts.release["sample"] == "yes",
        sent=_sent(facts.submissions),
        files=_files(facts.submissions),
        fixes=tuple(to_fix(provider, facts.ranked, _reasons(facts), facts.months)),
        left_out=len(facts.ranked.settled),
        rejected=_rejected(provider, facts, most),
        rejected_more=max(len(_reasons(facts)) - most, 0),
        failed=_failed(facts, today, most),
        failed_more=max(len(facts.failed) - most, 0),
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
        f"{plural(files, 'file')} with {read:,} rows: {accepted:,} accepted, "
        f"{rejected:,} rejected{_share(rejected, read)}, {plural(repeats, 'exact repeat')}."
    )
    were = plural(replaced, "accepted row was", "accepted rows were")
    later = f" {were} later replaced or taken back."
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


def _rejected(provider: str, facts: Facts, most: int) -> tuple[tuple[str, ...], ...]:
    """Your heading, what is wrong, rows, what is allowed."""
    found = _reasons(facts).head(most)
    return tuple(
        (told["Your heading"], REASONS.get(reason, reason), f"{rows:,}", told["What is allowed"])
        for export, column, reason, rows in found.itertuples(index=False, name=None)
        for told in [of_column(export, provider, column)]
    )


def _failed(facts: Facts, today: date, most: int) -> tuple[tuple[str, ...], ...]:
    """What should hold, severity, how many fall short, and what was decided."""
    return tuple(
        (
            str(row["title"]),
            str(row["severity"]),
            _counts(row),
            _decided(row["decision"], today) if row["decision"] else "none",
        )
        for _, row in facts.failed.head(most).iterrows()
    )


def _decided(decision: Decision, today: date) -> str:
    """What was decided, and until when."""
    past = {"in force": "", "outgrown": ", but it has grown since"}.get(
        decision.state(today), ", which has passed"
    )
    return f"{SHORT[decision.verb]} until {in_words(decision.review_on)}{past}"


def _counts(row: pd.Series) -> str:
    unit = "" if row["unit"] == "rows" else f" {row['unit']}"
    return f"{int(row['failed']):,} of {int(row['total']):,}{unit}"


def _decisions(facts: Facts, in_force: list[Decision]) -> tuple[str, ...]:
    titles = dict(zip(facts.failed["check_id"], facts.failed["title"], strict=True))
    return tuple(
        f"“{titles[each.check_id]}”: {SHORT[each.verb]} until {in_words(each.review_on)}. "
        f"{each.reason}"
        for each in in_force
    )
