"""What if? The reader's own date, window and leave-outs: kept in the link, never the result."""

import pandas as pd
import streamlit as st

from data.reference import SCOTLAND
from metrics import results
from metrics.answers.changes import ChangeId
from metrics.answers.sensitivity import leading
from metrics.answers.what_if import Choices
from pages.ui import filters, referrals, words
from pages.ui.frame import View

AS_IT_IS = "as it is"
WIDTHS = {"0": "None more", "1": "1 month more", "3": "3 months more", "6": "6 months more"}
LOCKDOWN = "lockdown"


def ask(view: View, area: str, which: ChangeId, exposure: str | None) -> None:
    """The choices, and what would come of them beside a mark that says what it is."""
    st.header("What if?", anchor=False)
    choices = _choices(area)
    if choices.standing:
        st.caption(
            "Try another date, a wider window, or leave something out. The answer is marked, "
            "stays in the link, and never takes the place of the result above."
        )
        return
    st.warning(
        f"**What-if, not the standing result:** what if {choices.words}?", icon=":material/science:"
    )
    found, sentence = view.ask(results.what_if, choices, area, change=which, exposure=exposure)
    st.markdown(f"**{sentence}.**")
    if leading(found) is not None:
        referrals.what_if(view, area, found, f"What if {choices.words}?")


def _choices(area: str) -> Choices:
    with filters.row("_what_if"):
        month = filters.choice("month", "The change came in", _months(), of_all=False)
        wide = filters.choice("window", "Left out on each side", WIDTHS, of_all=False)
        out = filters.choice("without", "Left out besides", _leave_outs(area), of_all=False)
    return Choices(
        month=None if month == AS_IT_IS else pd.Timestamp(month),
        wider=int(wide),
        without_lockdown=out == LOCKDOWN,
        without_division=out if out.startswith("S32") else None,
    )


def _months() -> dict[str, str]:
    """Months from a year after the first to a year before recording changed."""
    found = pd.date_range("2017-04-01", "2023-03-01", freq="MS")
    return {AS_IT_IS: "The dates as they stand"} | {
        str(month.date()): words.period(month) for month in found
    }


def _leave_outs(area: str) -> dict[str, str]:
    found = {AS_IT_IS: "Nothing", LOCKDOWN: "The first lockdown, Mar to Jun 2020"}
    if area == SCOTLAND:
        codes = filters.area_codes(("division",))
        found |= {code: f"Without {filters.area_label(code)}" for code in codes}
    return found
