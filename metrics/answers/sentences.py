"""Headline sentences, worked out from tables: what is so, and how sure that is."""

import pandas as pd

from data.grammar import listed, plural, small
from data.publish import IN_PLACES, NOTHING
from data.reference import SCOTLAND
from metrics.answers import gates, wording
from metrics.answers.periods import PeriodType, end, worded
from metrics.answers.states import NOT_RATED
from metrics.before_after import BeforeAfter
from metrics.measure import Measure

FEWEST = 8
"""A funnel on fewer councils says little of the rest."""
MANY = 0.1
"""With more of the councils than this beyond chance, they differ as a whole."""
NAMED = 3
"""As many councils on one side are named in a sentence."""


def _after(withheld: str) -> str:
    return f"; {withheld}" if withheld else ""


def before_after(
    found: BeforeAfter,
    area_code: str = SCOTLAND,
    exposure: str | None = None,
    withheld: str = "",
) -> str:
    """What a change did, with its interval, or why that cannot be said.

    withheld: what gates.said() says of its months.
    """
    place, change = wording.place(area_code), found.change
    if not found.enough:
        return (
            f"The effect of {change.words} on referrals{place} cannot be estimated. {found.words}"
            f"{_after(withheld)}"
        )
    thing = "Referrals per domestic abuse incident" if exposure else "Referrals"
    sentence = _judged(thing, found, area_code)
    if not found.hidden:
        return sentence
    months = plural(found.hidden, "month")
    told = f" ({withheld})" if withheld else ""
    return f"{sentence}; {months} with hidden or missing numbers left out{told}"


def people(found: BeforeAfter) -> str:
    """How many referrals fewer or more than expected, over the months after; empty without one.

    Example: "Over the 13 months after, about 5,900 fewer referrals were made than would have been
    expected; 95 % interval 4,300 to 7,300 fewer"
    """
    if found.verdict is None:
        return ""
    total = found.verdict.difference
    over = f"Over the {plural(found.months_after, 'month')} after,"
    ends = sorted((_about(total.low), _about(total.high)), key=abs)
    if total.low <= 0 <= total.high:
        return (
            f"{over} referrals were between {wording.count(-_about(total.low))} fewer and "
            f"{wording.count(_about(total.high))} more than would have been expected"
        )
    way = "fewer" if total.value < 0 else "more"
    first, last = (wording.count(abs(end)) for end in ends)
    return (
        f"{over} about {wording.count(abs(_about(total.value)))} {way} referrals were made than "
        f"would have been expected; 95 % interval {first} to {last} {way}"
    )


def _about(number: float) -> float:
    """Two leading figures: more would look surer than it is."""
    return float(f"{number:.2g}")


def councils(found: pd.DataFrame, measure: Measure, period_type: PeriodType = "year") -> str:
    """How many councils lie outside their funnel limits; found is councils_now().

    Limits widened for differences that all councils show are not called chance.
    Example: "4 of 30 councils are outside what chance would explain on “Lawful basis recorded” in
    2023-24: Fife above; Angus, Falkirk and Moray below; 2 could not be compared".
    """
    if found.empty:
        return f"No council has complete numbers yet on “{measure.name}”"
    judged = found[found["left_out"] == ""]
    about = f"on “{measure.name}” in {worded(found['period_start'].iloc[0], period_type)}"
    if len(judged) < FEWEST:
        withheld = gates.said(found, "council", "councils")
        return f"Too few councils have enough cases to be compared {about}{_after(withheld)}"
    rest = int((~found["left_out"].isin(("", "withheld"))).sum())
    tail = f"; {rest} could not be compared" if rest else ""
    withheld = gates.said(found, "council", "councils")
    return f"{_spread(judged, about)}{tail}{_after(withheld)}"


def _spread(judged: pd.DataFrame, about: str) -> str:
    """How many councils stand apart, and whether the rest are alike."""
    many, widened = f"of {len(judged)} councils", judged["tau"].iloc[0] > 0
    explained = "chance and the usual differences between councils" if widened else "chance"
    apart = judged[judged["outside"] != ""]
    if len(apart):
        verb = "is" if len(apart) == 1 else "are"
        sides = "; ".join(
            f"{_few(names.tolist())} {side}"
            for side, names in apart.groupby("outside")["area_name"]
        )
        return f"{len(apart)} {many} {verb} outside what {explained} would explain {about}: {sides}"
    differing = int((judged["beyond_chance"] != "").sum())
    if differing > MANY * len(judged):
        return (
            f"Councils differ {about}: {differing} {many} are further from the average than chance "
            "would explain, though none stands out among the others"
        )
    return f"None {many} is outside what {explained} would explain {about}"


def _few(names: list[str]) -> str:
    """Names of a few councils; of more, how many."""
    return listed(names) if len(names) <= NAMED else str(len(names))


def indicators(
    found: pd.DataFrame, area_code: str = SCOTLAND, period_type: PeriodType = "month"
) -> str:
    """How many rated indicators meet their target; found is ratings() of this period_type.

    Example: "18 of 24 rated indicators meet their target in the latest month, up to Mar 2024;
    2 close, 4 below; 1 cannot be shown".
    """
    rated = found[~found["state"].isin(NOT_RATED)]
    withheld = found[found["state"] == "withheld: data quality"]
    checks = gates.named(withheld["because"])
    tail = _after(f"{len(withheld)} withheld: data quality ({checks})" if len(withheld) else "")
    unsaid = int((found["state"] == "not shown: protected").sum())
    tail = _after(f"{unsaid} cannot be shown" if unsaid else "") + tail
    if rated.empty:
        return f"No indicator can be rated{wording.place(area_code)} yet{tail}"
    states = rated["state"].value_counts()
    met, close, below = (
        int(states.get(state, 0)) for state in ("meets target", "close", "below target")
    )
    when = _latest(rated["period_start"].max(), period_type)
    counted = f"{met} of {plural(len(rated), 'rated indicator')}{wording.place(area_code)}"
    short = _after(f"{close or 'none'} close, {below or 'none'} below" if close or below else "")
    return f"{counted} {'meets its' if met == 1 else 'meet their'} target in {when}{short}{tail}"


def _latest(start: pd.Timestamp, period_type: PeriodType) -> str:
    """The latest period as the last that any indicator has: some have theirs earlier."""
    if period_type == "year":
        return f"the latest financial year, up to {worded(start, 'year')}"
    return f"the latest {period_type}, up to {worded(end(start, period_type))}"


def quality(checks: pd.DataFrame) -> str:
    """How many checks passed and what failed first; checks is quality.checks().

    Example: "61 of 64 checks passed; 2 failed, none of them critical; 1 could not be run". One
    that failed in some council areas only is said to have.
    """
    if checks.empty:
        return "No check has been run on this release, so nothing vouches for its numbers"
    outcomes = checks["outcome"].value_counts()
    passed, errored, nothing = (
        int(outcomes.get(each, 0)) for each in ("passed", "errored", NOTHING)
    )
    asked = len(checks) - nothing
    failed = asked - passed - errored
    parts = [
        f"All {asked} checks passed"
        if passed == asked > 0
        else f"{passed} of {asked} checks passed"
    ]
    if failed:
        parts.append(_failed(checks, failed))
    if errored:
        parts.append(f"{errored} could not be run")
    if nothing:
        parts.append(f"{nothing} had nothing to check: their export has no rows")
    return "; ".join(parts)


def _failed(checks: pd.DataFrame, failed: int) -> str:
    """How many failed, and how many of those are critical, everywhere or in places."""
    grave = checks["severity"].eq("critical")
    everywhere = int((grave & checks["outcome"].eq("failed")).sum())
    places = int(checks["outcome"].eq(IN_PLACES).sum())
    many = everywhere + places
    said = (
        f"1 failed, {'a' if many else 'not a'} critical one"
        if failed == 1
        else f"{failed} failed, {many or 'none'} of them critical"
    )
    if not places:
        return said
    which = f"{places} of those " if everywhere else ""
    return f"{said}, {which}in some council areas only"


def _judged(thing: str, found: BeforeAfter, area_code: str) -> str:
    """The verdict in words: a direction only where it may be claimed."""
    about, words = f"{thing}{wording.place(area_code)}", found.change.words
    if found.verdict is None:
        return f"The effect of {words} on {small(about)} cannot be estimated"
    effect = found.verdict.effect
    if not effect.clear:
        return (
            f"No clear change in {small(about)} at {words}: {wording.signed(effect.ratio)}, which "
            f"ordinary drift can explain; 95 % interval {wording.spanning(effect)}"
        )
    size, first, last = wording.percents(effect)
    verb = "rose" if found.verdict.claims == "rise" else "fell"
    return (
        f"{about} {verb} by {size} at {words}, more than ordinary drift explains; "
        f"95 % interval {first} to {last}"
    )
