"""The recipe for a decision on a finding: what may be decided, and the record that is kept."""

import logging
from collections.abc import Collection
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

from data.decisions import COMMAND_LINE, QUIET, Decision, Finding, Verb, keep, kept, latest
from data.export import exports
from data.outgrown import counted
from data.personal.reason import is_personal, problem_with
from data.profile import profiles
from data.publish import WRONG
from data.reference import councils
from data.store import Store
from expectations.suite import suites

LONGEST = timedelta(days=366)
"""A decision is looked at again within a year, whoever made it."""
LONGEST_NAME = 80
logger = logging.getLogger(__name__)


class UndecidableError(Exception):
    """Why nothing was decided, in a sentence that never repeats what was asked."""


def decide(
    store: Store,
    finding: Finding,
    verb: Verb,
    *,
    because: str,
    review_on: date | None,
    by: str = COMMAND_LINE,
    today: date | None = None,
) -> Decision:
    """Keep a decision on a finding of the published release, and return it.

    Accept, dispute or dismiss what did not pass there, until a day within a year; or withdraw
    what was decided earlier. It changes no number and publishes nothing: a release that a
    critical check holds back is published by `release --accept` alone. Raises UndecidableError.
    """
    day = today or datetime.now(UTC).date()
    release_id = store.published() or ""
    problem = problem_with(because) or _unknown(finding)
    if verb == "withdraw":
        problem = problem or _nothing_to_withdraw(store, finding)
    else:
        problem = problem or date_problem(review_on, day) or _held(store, release_id, finding)
    if problem:
        raise UndecidableError(problem)
    decision = Decision(
        check_id=finding.check_id,
        provider=finding.provider,
        council=finding.council,
        verb=verb,
        reason=because.strip(),
        review_on=review_on.isoformat() if review_on and verb != "withdraw" else "",
        by=_nameable(by),
        release_id=release_id,
        decided_at=datetime.now(UTC).isoformat(timespec="microseconds"),
        counted=counted(store, release_id).get(finding) if verb in QUIET else None,
    )
    keep(store, decision)
    logger.info("decision kept: %s on %s, release %s", verb, finding.check_id, release_id)
    return decision


def _nameable(by: str) -> str:
    """Who decided, as every reader may see them: nothing that an address or number tells."""
    hidden = "@" in by or is_personal(by)
    return COMMAND_LINE if hidden else by.strip()[:LONGEST_NAME] or COMMAND_LINE


def date_problem(review_on: date | None, today: date) -> str:
    """Why a review date will not do, as a sentence; nothing when it will."""
    if review_on is None:
        return "Give a day on which to look at it again, as --review-on YYYY-MM-DD."
    if not today < review_on <= today + LONGEST:
        last = today + LONGEST
        return f"The review date must be after today and not after {last.isoformat()}, a year on."
    return ""


def _unknown(finding: Finding) -> str:
    """Why there is no such finding at all; nothing when there could be."""
    if finding.check_id not in {check.id for suite in suites(exports()) for check in suite.checks}:
        return "There is no check of that id. The Checks page and its table list every id."
    if finding.provider and finding.council:
        return "Give a provider or a council, not both: no page shows a decision on the two."
    if finding.provider and finding.provider not in profiles():
        return f"There is no provider of that name. Providers: {', '.join(profiles())}."
    if finding.council and finding.council not in set(councils()["council_code"]):
        return "There is no council area of that code. Give a current code, such as S12000047."
    return ""


def _nothing_to_withdraw(store: Store, finding: Finding) -> str:
    last = latest(kept(store)).get(finding)
    if last is None or last.verb == "withdraw":
        return "There is no decision on that finding. python -m data decisions lists them."
    return ""


def _held(store: Store, release_id: str, finding: Finding) -> str:
    """Why there is nothing to decide: the check passed, or nothing is published."""
    if not release_id:
        return "Nothing is published yet, so there is no finding to decide on."
    failed = _failed(store, release_id, finding)
    cuts = [("provider", finding.provider), ("council", finding.council)]
    asked = [cut for cut in cuts if cut[1]]
    if all(cut in failed for cut in asked) and failed:
        return ""
    return f"That check passed there in release {release_id}, so there is nothing to decide."


def _failed(store: Store, release_id: str, finding: Finding) -> Collection[tuple[str, str]]:
    """The cuts, as (by, key), in which a check did not pass.

    Of a council area any month that falls short: few of them pass as many, and close all the same.
    """
    with closing(store.open(release_id, exact=True)) as reader:
        found = reader.frame(
            """
            SELECT "by", key FROM published.check_outcome
            WHERE check_id = ? AND "by" <> 'month'
                  AND (list_contains(?, outcome) OR "by" = 'council' AND failed > 0)
            """,
            [finding.check_id, list(WRONG)],
        )
    return set(zip(found["by"], found["key"], strict=True))
