"""The parts of the page before and after: the estimate, how it stands up, what is not shown."""

from html import escape
from typing import Literal

import streamlit as st

from metrics import results
from metrics.answers import robustness, sensitivity, sentences
from metrics.answers.changes import ChangeId
from metrics.before_after import BeforeAfter
from metrics.not_yet_changed import Compared
from metrics.quasi_poisson import Effect
from metrics.sensitivity import Placebo
from pages.ui import filters, panels, words
from pages.ui.frame import View

CHANGES: dict[ChangeId, str] = {
    "public_task": "From consent to public task",
    "consent": "The move to consent",
}
MOVES: dict[ChangeId, str] = {
    "public_task": "The move to public task",
    "consent": "The move to consent",
}
COUNTED = {"number": "Number of referrals", "rate": "Referrals per domestic abuse incident"}
SCALES = {"one": "One scale for all", "own": "Each its own scale"}

NOT_SHOWN = """
- **Not that the change of lawful basis was the cause.** Other things happened in the same years;
  they are numbered on the chart. Lockdown, a new offence and a new recording system each move
  referrals too.{}
- **Not whether anybody was safer.** A referral is an offer of support. Whether contact was made
  in time is under Compliance.
- **Not the trend far ahead.** The dashed line goes on from the months before; the further it
  runs, the less it can be relied on, and the band says so.
"""
NOT_EXACT = """
- **Not an exact start.** {} took place somewhere between {} and {}. If a division moved earlier,
  its months before hold some of the effect."""
METHOD = """
The headline is a level that drifts, with a step at the change (after Harvey and Durbin, 1986):
monthly counts drift and have a season even when nothing happens, and the interval allows for that
as much as 193 real monthly series of other kinds did. On 48 real series that it had not learnt
from, with no change in them, it still claimed one in about 1 case of 15, and in up to 1 of 8 of
recorded crime. The months of the transition are left out, and a long one widens the interval. At
least 12 months are needed on each side. The dashed line is where referrals would have stood had
nothing changed.

Beside it stand plainer estimates, which do not allow for drift and so claim too often. *The usual
model* is an interrupted time series (Lopez Bernal, Cummins and Gasparrini, 2017): quasi-Poisson
regression on time, a step and a change of slope, and two pairs of annual harmonics; its row is the
step, its interval averaged over how closely neighbouring months may be related. *Month by calendar
month* compares each calendar month after with the same months before.
*Against divisions that had not yet changed* (after Callaway and Sant'Anna, 2021) sets a division
against the others in the same months, for as long as at least two of them still share as before;
what all have in common then cancels. It needs divisions that changed a year or more apart.
The code is `metrics/verdict.py`, `metrics/plain.py` and `metrics/not_yet_changed.py`, how often
each is wrong is in `docs/verdict.md`, the dates are on the page *Dates of change*.
"""


def exposure(counted: str) -> Literal["incidents"] | None:
    """The exposure that a choice of COUNTED stands for."""
    return "incidents" if counted == "rate" else None


def rests_on(analysis: BeforeAfter) -> str:
    """What the headline rests on, for the line under it."""
    first, last = analysis.change.before
    after, end = analysis.change.after
    until = f", no later because {analysis.change.ends}" if analysis.change.ends else ""
    return (
        f"{words.period(first)} to {words.period(last)} against {words.period(after)} to "
        f"{words.period(end)}{until}; {analysis.months_before} months before and "
        f"{analysis.months_after} after could be used."
    )


def not_shown(view: View, area: str, which: ChangeId) -> str:
    """What the page does not show, in Markdown; of the start only where its day is not known."""
    known = view.ask(results.regimes, area)
    first, last = known.loc[known["regime"] == which, ["earliest", "latest"]].iloc[0]
    if first == last:
        return NOT_SHOWN.format("")
    return NOT_SHOWN.format(NOT_EXACT.format(MOVES[which], words.day(first), words.day(last)))


def estimate(view: View, area: str, which: ChangeId, counted: str) -> None:
    """The estimate, its interval, and beside it how it stands up when looked at otherwise."""
    here, _ = view.ask(results.before_and_after, area, change=which, exposure=exposure(counted))
    leads = sensitivity.leading(here)
    stands = view.ask(results.robustness, area, change=which, exposure=exposure(counted))
    if leads is None or stands is None:
        panels.empty("No estimate can be made here.", f"{here.words}.", filters.larger(area))
        return
    ways = stands.table[["words", "ratio", "low", "high"]].itertuples(index=False)
    said = {words: _way(*effect) for words, *effect in ways}
    said |= {robustness.AGAINST: _compared(stands.compared)}
    said |= {"Dates on which nothing changed": _placebo(stands.placebo)}
    rows = "".join(
        f"<dt>{escape(way)}</dt><dd>{panels.html(found)}</dd>" for way, found in said.items()
    )
    st.html(
        f'<div class="estimate"><p class="label">{escape(COUNTED[counted])}</p>'
        f'<p class="big">{panels.html(words.change(leads.ratio))}</p>'
        f"<p>{panels.html(words.effect_interval(leads))}</p>"
        f'<p class="verdict">{escape(stands.sentence)}.</p>'
        f"<p>{panels.html(sentences.people(here))}.</p>"
        f"<dl>{rows}</dl></div>"
    )


def interval(view: View, area: str, which: ChangeId, counted: str) -> None:
    """What the interval allows for, and what the usual model's errors look like, in words."""
    here, _ = view.ask(results.before_and_after, area, change=which, exposure=exposure(counted))
    stands = view.ask(results.robustness, area, change=which, exposure=exposure(counted))
    if here.verdict and stands:
        st.caption(f"{here.verdict.allows_for} {stands.usual}")


def _way(ratio: float, low: float, high: float) -> str:
    return words.effect(Effect(ratio, low, high) if words.known(ratio) else None)


def _compared(found: Compared) -> str:
    if found.effect is None:
        return f"cannot be compared: {found.words}"
    return f"{words.effect(found.effect)}: {found.words}"


def _placebo(found: Placebo) -> str:
    if not words.known(found.share):
        return "too few to compare with"
    return f"{found.as_large} of {found.dates} show an effect as large"
