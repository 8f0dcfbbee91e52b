"""What a reader may choose where councils are compared: indicator, period, council, order."""

import pandas as pd
import streamlit as st

from data.reference import SCOTLAND, area_names
from data.reference import councils as reference
from metrics import results
from metrics.answers import sentences
from metrics.answers.periods import PeriodType
from metrics.indicator import Indicator, indicators
from pages.ui import filters, withheld, words
from pages.ui.charts import outside
from pages.ui.frame import View

FIRST = "C17"
"""Shown until the reader chooses: whether people are referred at all comes before how."""
ORDERS = {"name": "Name", "size": "Size", "distance": "Distance from the limits"}
"""Never a rank: order says how to read the table, not who is best."""


def offered() -> dict[str, Indicator]:
    """Indicators that every council can have, by id."""
    return {id: each for id, each in indicators().items() if each.derive is None}


def indicator() -> Indicator:
    """Lets the reader choose an indicator."""
    order = sorted(offered(), key=lambda id: id != FIRST)
    names = {id: filters.indicator_label(id) for id in order}
    return offered()[filters.choice("indicator", "Indicator", names, width=420)]


def when(view: View, measure_id: str, period_type: PeriodType) -> pd.Timestamp | None:
    """Lets the reader choose a complete period, the latest first; None when there is none."""
    found = view.ask(results.cells, measure_id, period_type=period_type, area_code=SCOTLAND)
    there = found["value"].notna() | found["withheld"].ne("")
    whole = found[found["complete"] & there]["period_start"]
    names = {
        f"{start:%Y-%m-%d}": words.period(start, period_type)
        for start in sorted(whole, reverse=True)
    }
    if not names:
        return None
    return pd.Timestamp(filters.choice("when", "When", names, width=160))


def council() -> str:
    """Lets the reader mark a council in every chart; returns its code, or ""."""
    names = {code: filters.area_label(code) for code in filters.area_codes(("council",))}
    return filters.choice("council", "Mark a council", {"": "None marked"} | names, of_all=False)


def order() -> str:
    """Lets the reader choose the order of the table."""
    chosen = st.segmented_control(
        "Order of the table",
        list(ORDERS),
        format_func=ORDERS.__getitem__,
        key="order",
        default="name",
        required=True,
        bind="query-params",
    )
    return chosen or "name"


def table(found: pd.DataFrame, kind: str, chosen_order: str) -> pd.DataFrame:
    """councils_now() of metrics.results as a table to read, in the chosen order."""
    full = download(found, kind)
    shown = pd.DataFrame(
        {
            "Council": full["Council"],
            "Value": full["Value"],
            "95 % interval": full["95 % interval"],
            "Cases": (full["Numerator"] + " of " + full["Denominator"]).replace(
                "withheld of withheld", "withheld"
            ),
            "Standing": full["Standing"],
        }
        | withheld.column(found)
    )
    keys = {
        "name": found["area_name"],
        "size": -found["denominator"].astype("Float64"),
        "distance": -found["distance"].abs(),
    }
    return shown.loc[keys[chosen_order].sort_values(kind="stable").index]


def download(found: pd.DataFrame, kind: str) -> pd.DataFrame:
    """councils_now() of metrics.results as a table to keep, by code."""
    standing, missing = outside.standing(found), found["missing"]
    return pd.DataFrame(
        {
            "Code": found["area_code"],
            "Council": found["area_name"],
            "Police division": found["area_code"].map(_divisions()),
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
            "Standing": [f"{outside.MARKS[each]} {each}" for each in standing],
        }
        | withheld.column(found)
    )


def comparable(found: pd.DataFrame) -> bool:
    """Whether any council can be compared; found is councils_now() of metrics.results."""
    return bool(found["left_out"].eq("").any())


def under(found: pd.DataFrame, kind: str) -> str:
    """Which councils stand outside that the headline only counts, and what all come to."""
    judged = found[found["left_out"] == ""]
    if not comparable(found):
        return f"No council can be compared. {withheld.counted(found['because'])}".strip()
    sides = {
        side: judged.loc[judged["outside"] == side, "area_name"] for side in ("above", "below")
    }
    parts = [
        f"{side.capitalize()}: {words.listed(names)}."
        for side, names in sides.items()
        if len(names) > sentences.NAMED
    ]
    partial = judged[judged["partial"] != ""]
    parts += [
        f"{name}: {said}."
        for name, said in zip(partial["area_name"], partial["partial"], strict=True)
    ]
    together = words.measured(judged["target"].iloc[0], kind)
    return " ".join([*parts, f"All compared councils together: {together}."])


def _divisions() -> dict[str, str]:
    pairs = reference()[["council_code", "division_code"]].itertuples(index=False)
    return {council: area_names()[division] for council, division in pairs}
