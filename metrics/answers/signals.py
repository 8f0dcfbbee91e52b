"""The signals of an XmR chart in words, and where the latest month stands."""

from itertools import groupby
from typing import NamedTuple

import pandas as pd

from data.grammar import listed, plural, small
from metrics.answers import stretches, wording
from metrics.answers.periods import PeriodType, worded
from metrics.measure import Kind, Measure
from metrics.steps import HIDDEN_SHARE

RULES = {
    ("outside limits", "up"): "above the upper limit",
    ("outside limits", "down"): "below the lower limit",
    ("trend", "up"): "each higher than the one before, seven or more in a row",
    ("trend", "down"): "each lower than the one before, seven or more in a row",
    ("two of three", "up"): "two of three in a row close to the upper limit",
    ("two of three", "down"): "two of three in a row close to the lower limit",
    ("one side", "up"): "above the mean, part of seven or more in a row",
    ("one side", "down"): "below the mean, part of seven or more in a row",
}
"""Each rule of metrics/spc.py as people say it."""
SINCE = {
    stretches.EARLIER: "before consent",
    "consent": "under consent",
    "public_task": "under public task",
}


LACKING = {"hidden": "too few to show", "withheld": "withheld: data quality"}


class Run(NamedTuple):
    """Periods in a row that one rule marks, in one direction."""

    first: pd.Timestamp
    last: pd.Timestamp
    periods: int
    rule: str
    """The rule in words."""
    stretch: str


def runs(chart: pd.DataFrame) -> list[Run]:
    """The signals of trend() in time order, periods that follow one another taken together."""
    known = chart[chart["value"].notna()]
    keys = zip(known["signal"], known["direction"], known["stretch"], strict=True)
    pairs = zip(keys, known["period_start"], strict=True)
    found = []
    for (signal, direction, stretch), members in groupby(pairs, key=lambda pair: pair[0]):
        days = [day for _, day in members]
        if signal:
            rule = RULES[signal, direction]
            found.append(Run(days[0], days[-1], len(days), rule, stretch))
    return found


def said(run: Run, period_type: PeriodType = "month") -> str:
    """A run in words: "Apr 2020 to Jun 2020: below the lower limit (3 months)"."""
    if run.periods == 1:
        return f"{worded(run.first, period_type)}: {run.rule}"
    many = plural(run.periods, period_type)
    return (
        f"{worded(run.first, period_type)} to {worded(run.last, period_type)}: {run.rule} ({many})"
    )


def during(stretch: str) -> str:
    """A stretch as people say it: "under public task"."""
    return SINCE.get(stretch, f"on {stretch.replace('_', ' ')}")


def standing(chart: pd.DataFrame, measure: Measure, area_code: str) -> str:
    """Where the latest month stands; chart is trend() of months rebased at regimes.

    Example: "Referrals in Sep 2026 were 705, within the ordinary range under public task: 560 to
    820 a month".
    """
    where = wording.place(area_code)
    if chart.empty:
        return f"No month of {small(measure.name)}{where} is complete yet"
    last = chart.iloc[-1]
    about = f"{measure.name}{where} in {wording.month(last['period_start'])}"
    if pd.isna(last["value"]):
        check = f" (“{last['because']}”)" if last["because"] else ""
        return f"{about} are {LACKING.get(str(last['missing']), 'too few to rate')}{check}"
    part = f" ({last['partial']})" if last["partial"] else ""
    were = f"{about} were {_number(last['value'], measure.kind)}{part}"
    why = unjudged(chart)
    return f"{were}; {why}" if why else f"{were}, {_judged(last, measure.kind)}"


def usual(chart: pd.DataFrame) -> str:
    """The same in a few words, for a tile: "→ within its ordinary range"; "" without a month."""
    if chart.empty:
        return ""
    last = chart.iloc[-1]
    if pd.isna(last["value"]):
        return f"… {LACKING.get(str(last['missing']), 'too few to rate')}"
    if why := unjudged(chart):
        return f"… {why}"
    if not last["signal"]:
        return "→ within its ordinary range"
    up = last["direction"] == "up"
    arrow = "↑" if up else "↓"
    if last["signal"] == "outside limits":
        return f"{arrow} {'above' if up else 'below'} its ordinary range"
    return f"{arrow} inside its ordinary range, but {RULES[last['signal'], last['direction']]}"


def unjudged(chart: pd.DataFrame) -> str:
    """Why nothing can be read into the latest point of trend(); "" when it can.

    With over a tenth of its stretch hidden, the limits would rest on the high months alone.
    """
    last = chart.iloc[-1]
    if last["stretch"] == stretches.APART:
        return "the lawful basis was changing, so no range is ordinary"
    own = chart.loc[chart["stretch"] == last["stretch"], "value"]
    seen, since = int(own.notna().sum()), during(str(last["stretch"]))
    if len(own) - seen > HIDDEN_SHARE * len(own):
        return (
            f"{len(own) - seen} of {len(own)} months {since} cannot be shown, so what is ordinary "
            "cannot be said"
        )
    if last["trial"]:
        months = plural(seen, "month")
        return f"with {months} {since} it is too early to say what is ordinary"
    return ""


def _judged(last: pd.Series, kind: Kind) -> str:
    low, high = max(last["limit_low"], 0.0), last["limit_high"]
    ordinary = f"{_number(low, kind).removesuffix(' %')} to {_number(high, kind)}"
    period = during(last["stretch"])
    if not last["signal"]:
        return f"within the ordinary range {period}: {ordinary}"
    if last["signal"] == "outside limits":
        side = "above" if last["direction"] == "up" else "below"
        return f"{side} the ordinary range {period}: {ordinary}"
    return (
        f"inside the ordinary range {period} ({ordinary}), but a signal of change: "
        f"{RULES[last['signal'], last['direction']]}"
    )


def levels(chart: pd.DataFrame, kind: Kind) -> str:
    """The mean of each stretch: "On average 753 before consent, 505 under consent ..."."""
    seen = chart["value"].notna().groupby(chart["stretch"]).transform("mean")
    told = chart["mean"].notna() & ~chart["trial"] & (seen >= 1 - HIDDEN_SHARE)
    means = chart[told].drop_duplicates("stretch")
    if means.empty:
        return ""
    parts = [
        f"{_number(mean, kind)} {during(stretch)}"
        for mean, stretch in zip(means["mean"], means["stretch"], strict=True)
    ]
    return f"On average {listed(parts)}."


def _number(number: float, kind: Kind) -> str:
    """A value beside its measure's name, which says already that a rate is per 100."""
    return wording.value(number, kind).removesuffix(" per 100")
