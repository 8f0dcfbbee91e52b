"""What the page Routes says: the busiest route, how the mix changed, what was never received."""

import pandas as pd

from data.reference import organisation_names
from metrics.answers import wording
from metrics.answers.periods import worded
from metrics.answers.shares import Part

CONSENT, LATEST = "the consent period", "the latest four quarters"


def name(code: str) -> str:
    """An organisation's name; its code in words when it is not on the register."""
    return organisation_names().get(code) or code.replace("_", " ").capitalize()


def route(code: str) -> str:
    """A route of the measure routes in words: "Police Scotland to ASSIST"."""
    return " to ".join(name(each) for each in code.split(">", 1))


def busiest(found: pd.DataFrame, year_start: pd.Timestamp, area_code: str) -> str:
    """The route that most referrals took; found is routes(), with a row at least.

    Example: "Police Scotland to ASSIST was the busiest route in 2025-26: 1,545 referrals, 19 % of
    all that Police Scotland sent (95 % interval 19 to 20 %)".
    """
    first = found.iloc[0]
    sentence = (
        f"{name(first['sender'])} to {name(first['service'])} was the busiest route"
        f"{wording.place(area_code)} in {worded(year_start, 'year')}: "
        f"{wording.count(first['count'])} referrals"
    )
    if pd.isna(first["share"]):
        return sentence
    part = Part(first["share"], first["low"], first["high"])
    return f"{sentence}, {_part(part)} of all that {name(first['sender'])} sent"


def then_and_now(subject: str, then: Part | None, now: Part | None) -> str:
    """A share in the consent period and in the last year; subject ends before "78 % of".

    Each is a year of four quarters, whose months are named: a bar beside may be another year.
    Example: then_and_now("Consent was the basis of", ...) says "Consent was the basis of 78 % (95 %
    interval 77 to 79 %) of referrals in the consent period (Apr 2019 to Mar 2020) and of 9 % (95 %
    interval 8 to 9 %) in the latest four quarters (Oct 2025 to Sep 2026)".
    """
    verb = subject.rsplit(" ", 1)[-1]
    if then and now:
        return (
            f"{subject} {_part(then)} of referrals in {CONSENT} ({then.months}) and {verb} "
            f"{_part(now)} in {LATEST} ({now.months})"
        )
    for known, when, other in ((now, LATEST, CONSENT), (then, CONSENT, LATEST)):
        if known:
            return (
                f"{subject} {_part(known)} of referrals in {when} ({known.months}); in {other} it "
                "cannot be said"
            )
    return f"{subject} an unknown part of referrals: too much is hidden"


def lost(last: pd.Series | None, period: str, area_code: str, service: str = "") -> str:
    """How many of the referrals sent were never received; last is a cell of K03 with a value.

    service: the name of one, or "" for all.
    """
    where = f"{f' to {service}' if service else ''}{wording.place(area_code)}"
    if last is None:
        return f"How many referrals never arrived{where} cannot be said: too few can be compared"
    part = Part(last["value"], last["low"], last["high"])
    return (
        f"{_part(part)} of referrals sent{where} in {period} are not in the receiving service's "
        "records"
    )


def _part(part: Part) -> str:
    low = wording.value(part.low, "share").removesuffix(" %")
    high = wording.value(part.high, "share")
    return f"{wording.value(part.share, 'share')} (95 % interval {low} to {high})"
