"""Decisions whose findings have grown since: what was tolerable then may not be tolerable now.

An acceptance or dismissal is outgrown when half as much again falls short, by number and by share,
and at least LEAST more. Both counts are those that every reader may see, so that a decision tells
nothing more, and lapses for everybody alike. One made while the count was hidden, before counts
were kept, or about a council area, of which no count is for everybody, lasts until its day.
"""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace

from data.decisions import QUIET, Counts, Decision, Finding, kept, latest
from data.store import Store

GROWN = 1.5
"""So many times what fell short when it was decided is another finding."""
LEAST = 10
"""Rounding alone moves a count and its share by less."""


def decided(store: Store, release_id: str | None) -> dict[Finding, Decision]:
    """The decision of each finding that counts; of one outgrown in the release, `now` says it."""
    found = latest(kept(store))
    dated = [each for each in found.values() if each.counted and each.verb in QUIET]
    if not dated or release_id is None:
        return found
    counts = counted(store, release_id)
    return found | {
        each.finding: replace(each, now=counts[each.finding])
        for each in dated
        if each.finding in counts and grown(each.counted, counts[each.finding])
    }


def grown(then: Counts | None, now: Counts) -> bool:
    """Whether a finding is so much larger now that what was decided of it no longer holds."""
    if then is None or not (then.total and now.total):
        return False
    return (
        now.failed >= then.failed + LEAST
        and now.failed >= GROWN * then.failed
        and now.failed * then.total >= GROWN * then.failed * now.total
    )


def counted(store: Store, release_id: str) -> Mapping[Finding, Counts]:
    """What falls short of each check, and of it by provider, as every reader may see it."""
    with closing(store.open(release_id, exact=False)) as reader:
        found = reader.frame(
            """
            SELECT check_id, if("by" = 'provider', key, '') AS provider, failed, total
            FROM published.check_outcome
            WHERE "by" IN ('all', 'provider') AND failed IS NOT NULL AND total IS NOT NULL
            """
        )
    rows = found.itertuples(index=False)
    return {Finding(id, provider): Counts(int(x), int(n)) for id, provider, x, n in rows}
