"""Where a check fails in words: which council areas and months, those that matter most first."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from data.grammar import listed
from data.reference import area_names, usual_sizes

NAMED = 3
"""Council areas named of those where a check fails."""
Place = tuple[str, date]
"""A council's code and the first day of a month."""


def in_words(failed: Iterable[Place], since: date) -> str:
    """Where a check fails; what fails after `since` is named, what failed earlier is counted.

    Example: "in Glasgow City and Fife, Aug to Oct 2026; in 10 others earlier". "" for nowhere.
    """
    places = set(failed)
    recent = {place for place in places if place[1] > since}
    named = _by_council(recent or places)
    if not named:
        return ""
    months = {month for _, month in recent or places}
    others = len({council for council, _ in places} - named.keys())
    earlier = f"; in {others} {'other' if others == 1 else 'others'} earlier" if others else ""
    return f"in {_areas(list(named))}, {span(months)}{earlier}"


def partly(failed: Iterable[Place], area: str, months: int, *, lacking: bool = True) -> str:
    """What an area's period of so many months is without, after "without".

    lacking: whether these months have no rows, so that of a council's own the rest is counted.

    Examples: "Fife" of a month of Scotland, "Fife (Aug to Oct 2026)" of its year, and "Jun 2025:
    11 of 12 months" of a council's year.
    """
    found = _by_council(failed)
    if area in found:
        gone = found[area]
        left = f": {months - len(gone)} of {months} months" if lacking else ""
        return f"{span(gone)}{left}"
    if months == 1:
        return _names(list(found))
    if len({tuple(each) for each in found.values()}) == 1:
        return f"{_names(list(found))} ({span(next(iter(found.values())))})"
    named = [f"{_names([each])} ({span(found[each])})" for each in list(found)[:NAMED]]
    return _and_more(named, len(found))


def span(months: Iterable[date]) -> str:
    """Months in words: Aug 2026; Aug to Oct 2026; between Jun 2016 and Jun 2025, with gaps."""
    found = sorted(set(months))
    first, last = found[0], found[-1]
    if first == last:
        return f"{first:%b %Y}"
    apart = (last.year - first.year) * 12 + last.month - first.month
    if apart >= len(found):
        return f"between {first:%b %Y} and {last:%b %Y}"
    return (
        f"{first:%b %Y} to {last:%b %Y}"
        if first.year < last.year
        else f"{first:%b} to {last:%b %Y}"
    )


def _by_council(failed: Iterable[Place]) -> Mapping[str, Sequence[date]]:
    """Months by council: the most months first, then the council that usually has the most."""
    found: dict[str, set[date]] = {}
    for council, month in failed:
        found.setdefault(council, set()).add(month)
    sizes = usual_sizes()
    order = sorted(found, key=lambda each: (-len(found[each]), -sizes.get(each, 0)))
    return {council: sorted(found[council]) for council in order}


def _areas(councils: Sequence[str]) -> str:
    """Council areas in words; all of them are not named."""
    whole = len(councils) == len(usual_sizes())
    return f"all {len(councils)} council areas" if whole else _names(councils)


def _names(councils: Sequence[str]) -> str:
    return _and_more([area_names().get(each, each) for each in councils[:NAMED]], len(councils))


def _and_more(named: Sequence[str], number: int) -> str:
    more = number - len(named)
    others = [f"{more} {'other' if more == 1 else 'others'}"] if more else []
    return listed([*named, *others])
