"""The parts of the indicators page: the matrix, and one indicator's detail."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from data.grammar import capital
from metrics import results
from metrics.answers import gates
from metrics.answers.periods import PeriodType
from metrics.answers.states import NOT_RATED
from metrics.indicator import Indicator, indicators
from pages.ui import at_a_glance, filters, indicator_record, panels, withheld, words
from pages.ui.charts import control, matrix, regimes
from pages.ui.frame import View

PARTS = ("numerator", "denominator")
RATED = ("meets target", "close", "below target", "withheld: data quality")
LONGER = "Over a longer period fewer are too few to rate. "
ACROSS = {"council": "Councils", "division": "Police divisions"}


def under(ratings: pd.DataFrame) -> str:
    """Which indicators miss their target, and what could not be rated and why."""
    states = ratings["state"]
    parts = [
        f"{state.capitalize()}: {words.listed(ratings.loc[states == state, 'name'])}."
        for state in ("below target", "close")
        if (states == state).any()
    ]
    checks_of = {"withheld: data quality": f" ({gates.named(ratings['because'])})"}
    counts = [
        f"{(states == state).sum()} {state}{checks_of.get(state, '')}"
        for state in NOT_RATED
        if (states == state).any()
    ]
    return " ".join([*parts, f"Not rated: {', '.join(counts)}." if counts else ""]).strip()


def across() -> str:
    """Lets the reader choose the columns of the matrix; returns an area_type."""
    return filters.choice("across", "Across", ACROSS, width=170, of_all=False)


def everywhere(view: View, area_type: str, period_type: PeriodType, chosen: str, area: str) -> None:
    """Every indicator in every council or division, by its state in the latest period.

    The row of the chosen indicator and the column of the area are marked.
    """
    found = view.ask(results.rating_matrix, area_type, period_type=period_type)
    found = found.assign(
        said=[_said(row, indicators()[str(row["id"])]) for row in found.to_dict("records")]
    ).sort_values(["id", "area_name"], kind="stable")
    longer = "" if period_type == "year" else LONGER
    rated = found["state"].isin(RATED).groupby(found["id"]).transform("any")
    panels.figure(
        view,
        f"Where each indicator meets its target, {_latest(found, period_type)}",
        matrix.chart(found[rated], chosen=chosen, area=area),
        _table(found, period_type),
        caveat=f"{matrix.KEY} {longer}{_left_out(found[~rated])}".strip(),
        name=f"indicators by {area_type}",
    )
    withheld.note(found, "cell", "cells")


def _left_out(found: pd.DataFrame) -> str:
    names = found["name"].unique()
    return f"Rated in none of them, so left out: {words.listed(names)}." if len(names) else ""


def _latest(found: pd.DataFrame, period_type: PeriodType) -> str:
    """The latest period of most indicators; some have their last data earlier."""
    return words.period(found["period_start"].mode().iloc[0], period_type)


def _said(row: Mapping[Hashable, Any], indicator: Indicator) -> str:
    """The value of a rating with its interval, or why there is none, and the check behind that."""
    if row["because"]:
        return f"withheld: “{row['because']}”"
    value = words.measured(row["value"], indicator.kind, row["missing"], about=row["about"])
    interval = words.interval(row["low"], row["high"], indicator.kind)
    return withheld.beside(f"{value} ({interval})" if interval else value, row["partial"])


def _table(found: pd.DataFrame, period_type: PeriodType) -> pd.DataFrame:
    missing = found["missing"]
    return pd.DataFrame(
        {
            "Indicator": found["id"] + " " + found["name"],
            "Area": found["area_name"],
            "Code": found["area_code"],
            period_type.capitalize(): [
                words.period(each, period_type) for each in found["period_start"]
            ],
            "State": found["state"].map(words.state),
            "Value": found["said"],
            "Numerator": list(map(words.part, found["numerator"], missing)),
            "Denominator": list(map(words.part, found["denominator"], missing)),
        }
        | withheld.column(found)
    )


def choose(ratings: pd.DataFrame) -> Indicator:
    """Lets the reader choose the indicator to look into; the one that needs it most comes first."""
    order = {"below target": 0, "withheld: data quality": 1, "close": 2, "meets target": 3}
    ranked = ratings.assign(order=ratings["state"].map(order).fillna(4))
    ids = ranked.sort_values(["order", "id"], kind="stable")["id"]
    names = {str(id): filters.indicator_label(str(id)) for id in ids}
    return indicators()[filters.choice("indicator", "Look into", names, width=380, of_all=False)]


def detail(
    view: View, indicator: Indicator, ratings: pd.DataFrame, area: str, period_type: PeriodType
) -> None:
    """One indicator in one area: where it stands, over time, and its record."""
    rating = ratings[ratings["id"] == indicator.id].iloc[0]
    st.header(f"{indicator.id} {indicator.name}", anchor=False)
    st.html(f'<p class="under">{panels.html(_standing(indicator, rating, area, period_type))}</p>')
    found = view.ask(results.trend, indicator.id, area, period_type=period_type, rebase="recent")
    if found["value"].notna().any():
        panels.figure(
            view,
            _moving(rating, period_type),
            control.chart(
                found,
                view.ask(results.regimes, area),
                kind=indicator.kind,
                period_type=period_type,
                target=_line(indicator, rating),
            ),
            _history(found, indicator, period_type),
            caveat=f"{control.KEY} The limits are those of the last 24 periods.",
            key=regimes.key(found["period_start"], period_type),
            name=f"{indicator.id} over time",
            of={"Indicator": f"{indicator.id} {indicator.name}"},
        )
        withheld.note(found, *_units(period_type))
    else:
        panels.empty(
            "There is no history to draw.",
            "No period has enough cases to be shown here.",
            "Choose a longer period or a larger area.",
        )
        withheld.note(found, *_units(period_type))
    with st.expander("The indicator's record", expanded=True):
        st.html(indicator_record.html(indicator))


def _line(indicator: Indicator, rating: pd.Series) -> float:
    """The target to draw: none where it is about the count and the chart shows a share."""
    return float(rating["target"]) if indicator.judged_by == "value" else float("nan")


def _standing(indicator: Indicator, rating: pd.Series, area: str, period_type: PeriodType) -> str:
    """Value, interval, parts and state in a sentence."""
    when = words.period(rating["period_start"], period_type)
    when += f" ({at_a_glance.EARLY})" if rating["early"] else ""
    where = filters.area_label(area)
    if rating["withheld"]:
        return (
            f"{where}, {when}: {words.state(rating['state'])}. The check that failed is "
            f"“{rating['because']}”; see Quality, Checks."
        )
    if not (words.known(rating["value"]) or words.known(rating["denominator"])):
        return f"{where}, {when}: {words.state(rating['state'])}."
    return (
        f"{where}, {when}: {words.state(rating['state'])}. "
        f"{capital(_said(rating.to_dict(), indicator))}. {_parts(indicator, rating)}"
    )


def _parts(indicator: Indicator, rating: pd.Series) -> str:
    """What is counted, and how many there are."""
    part, whole = (words.part(rating[name], rating["missing"]) for name in PARTS)
    if indicator.kind == "rate":
        return f"{part} {indicator.numerator}, to {whole} {indicator.denominator}."
    return f"{part} of {whole} {indicator.denominator}; counted are {indicator.numerator}."


def _moving(rating: pd.Series, period_type: PeriodType) -> str:
    """What the latest point of the chart says."""
    if rating["withheld"]:
        return "Over time, with a gap for the periods that are withheld"
    every = {"month": "month by month", "quarter": "quarter by quarter", "year": "year by year"}
    said = {
        "improving": "Improving, by more than ordinary variation",
        "worsening": "Worsening, by more than ordinary variation",
        "rising": "Rising, by more than ordinary variation",
        "falling": "Falling, by more than ordinary variation",
        "no clear change": "No clear change in the last 24 periods",
        "too few to say": "Too few points yet to say whether it moves",
    }
    return f"{said[rating['movement']]}, {every[period_type]}"


def _history(found: pd.DataFrame, indicator: Indicator, period_type: PeriodType) -> pd.DataFrame:
    kind, missing = indicator.kind, found["missing"]
    return pd.DataFrame(
        {
            "Period": [words.period(each, period_type) for each in found["period_start"]],
            "Value": [
                words.measured(value, kind, why)
                for value, why in zip(found["value"], missing, strict=True)
            ],
            "95 % interval": [
                words.interval(low, high, kind).removeprefix("95 % interval ")
                for low, high in zip(found["low"], found["high"], strict=True)
            ],
            "Numerator": list(map(words.part, found["numerator"], missing)),
            "Denominator": list(map(words.part, found["denominator"], missing)),
            "Lower limit": [words.measured(each, kind) for each in found["limit_low"]],
            "Upper limit": [words.measured(each, kind) for each in found["limit_high"]],
            "Signal": found["signal"],
        }
        | withheld.column(found)
    )


def _units(period_type: PeriodType) -> tuple[str, str]:
    return period_type, f"{period_type}s"
