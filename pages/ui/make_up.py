"""How the mix of referrals changed: by lawful basis, by risk, by route, over the years."""

import pandas as pd
import streamlit as st

from metrics import results
from metrics.answers import route_sentences, shares
from metrics.answers.periods import PeriodType
from pages.ui import filters, panels, withheld, words
from pages.ui.charts import regimes, stacked
from pages.ui.frame import View

CUTS = {"lawful_basis": "Lawful basis", "risk_sender": "Risk", "route": "Route"}
WATCHED = {
    "lawful_basis": ("consent", "Consent was the basis of"),
    "risk_sender": ("high", "The sender saw a high risk in"),
}
"""The category that the sentence is about, and how the sentence begins."""
EACH: dict[PeriodType, str] = {"year": "Financial years", "quarter": "Quarters"}
CAVEAT = (
    "Each bar is all referrals of a period. “Other” adds up the smaller categories that can be "
    f"shown. Where a bar does not reach 100 %, the rest is too few to show ({words.HIDDEN}), or "
    "rounding."
)
FINANCIAL = (
    " A bar is a financial year, from April to March; the sentence above compares four quarters, "
    "whose months it names, so its numbers may differ from the last bar's."
)
ABOUT = f" “About”: rounding may move it by more than {words.percent(shares.NEAR)} of all."


def section(view: View, area: str) -> None:
    """The choice of a cut and of periods, the sentence, and the chart with its table."""
    st.header("What changed in the mix", anchor=False)
    with filters.row("_mix"):
        cut = filters.choice("cut", "Mix by", CUTS, of_all=False)
        period_type = filters.choice("each", "Each bar is", EACH, of_all=False)
    found = view.ask(results.shares, cut, area, period_type=period_type)
    if found.empty:
        panels.empty(
            "No part of referrals can be shown here.",
            f"In each period every category is too small ({words.HIDDEN}), or withheld.",
            filters.larger(area),
        )
        return
    category, subject = WATCHED.get(cut) or _busiest(found)
    then, now = view.ask(results.part_then_and_now, cut, category, area)
    whole = view.ask(results.cells, shares.measure(cut), period_type=period_type, area_code=area)
    whole = whole[whole["complete"]]
    drawn = found.assign(name=found["category"].map(_short))
    about = ABOUT if found["about"].any() else ""
    about += FINANCIAL if period_type == "year" else ""
    panels.figure(
        view,
        route_sentences.then_and_now(subject, then, now),
        stacked.chart(
            drawn, view.ask(results.regimes, area), period_type, f"by {CUTS[cut].lower()}"
        ),
        _table(found, whole, period_type),
        caveat=CAVEAT + about,
        key=regimes.key(found["period_start"], period_type),
        name=f"mix by {cut}",
        inside=True,
    )
    withheld.note(whole, period_type, f"{period_type}s")


def _busiest(found: pd.DataFrame) -> tuple[str, str]:
    category = str(found["category"].iloc[0])
    return category, f"{route_sentences.route(category)} took"


def _long(category: str) -> str:
    if category == shares.OTHER:
        return "Other"
    return route_sentences.route(category) if ">" in category else words.category(category)


def _short(category: str) -> str:
    """A name in short lines, to stand beside a bar on a phone."""
    return _long(category).replace(" to ", " to\n") if ">" in category else _long(category)


def _table(found: pd.DataFrame, whole: pd.DataFrame, period_type: PeriodType) -> pd.DataFrame:
    intervals = zip(found["low"], found["high"], strict=True)
    said = whole.set_index("period_start")[["because", "partial"]].reindex(found["period_start"])
    return pd.DataFrame(
        {
            "Period": [words.period(each, period_type) for each in found["period_start"]],
            "Category": found["category"].map(_long),
            "Referrals": found["count"].map(words.count),
            "Share": [
                words.percent(share, about=about)
                for share, about in zip(found["share"], found["about"], strict=True)
            ],
            "95 % interval": [
                words.interval(*each).removeprefix("95 % interval ") for each in intervals
            ],
        }
        | withheld.column(said)
    )
