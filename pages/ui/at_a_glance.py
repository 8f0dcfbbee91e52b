"""The overview's tiles and its strip of indicators."""

from collections.abc import Hashable, Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from data.grammar import plural
from data.publish import NOTHING, WRONG
from metrics import results
from metrics.answers.periods import PeriodType
from metrics.answers.ranking import Ranking
from metrics.answers.year_on_year import YearOnYear
from metrics.indicator import indicators
from pages.ui import fix_first, indicator_record, panels, withheld, words
from pages.ui.charts import sparkline
from pages.ui.checks import MARKS
from pages.ui.frame import View

HEADS = ("Indicator", "Latest", "State", "Movement")
SPANS_OF: dict[PeriodType, str] = {
    "month": "Two years",
    "quarter": "Six years",
    "year": "Year by year",
}
"""What the small line over up to 24 periods covers."""
EARLY = "the latest that can be shown"
"""Said of a period after which others are complete, of which nothing is shown here."""
RATED = ("meets target", "close", "below target")
SPANS = {"share": 0.1, "rate": 5.0, "count": None}
"""The least height of a small chart in the strip: 10 points of a share, 5 per 100."""
ATTENTION = (
    "below target",
    "withheld: data quality",
    "close",
    "not shown: protected",
    "too few to rate",
    "no target",
    "not yet law",
    "meets target",
)
"""States in the order in which they ask to be looked at."""


def tiles(view: View, ratings: pd.DataFrame, to_fix: Ranking) -> list[panels.Tile]:
    """The four numbers a meeting asks for first, and a quieter one on the data itself."""
    return [
        _measure(view, "referrals", "Referrals in {}"),
        _measure(view, "C17", "Referrals per 100 domestic abuse incidents, {}"),
        _meeting(ratings),
        _councils(view),
        _quality(view, to_fix),
    ]


def _measure(view: View, measure_id: str, label: str) -> panels.Tile:
    found: YearOnYear = view.ask(results.year_on_year, measure_id)
    if found.period_start is None:
        return panels.Tile(label.format("the latest month"), "none yet")
    before = words.period(found.period_start - pd.DateOffset(years=1))
    then = words.measured(found.year_before, found.kind, _year_before(found.missing_before))
    moved = f"; {words.change(found.ratio)}" if words.known(found.ratio) else ""
    said = f"{before}: {then}{moved}"
    value = words.measured(found.value, found.kind, found.missing)
    return panels.Tile(
        label.format(words.period(found.period_start)),
        value,
        said,
        word=withheld.marked(found.because) or withheld.partly(found.partial) or found.usual,
        history=found.history,
    )


def _year_before(missing: str) -> str:
    """A year before with nothing sent is not a year with none."""
    return "" if missing == "none" else missing


def _meeting(ratings: pd.DataFrame) -> panels.Tile:
    states = ratings["state"].value_counts()
    met, close, below = (int(states.get(state, 0)) for state in RATED)
    worse = int((ratings["movement"] == "worsening").sum())
    moving = f"↘ {worse} worsening" if worse else "→ none worsening"
    return panels.Tile(
        "Indicators that meet their target, in the latest month of each",
        f"{met} of {met + close + below} rated",
        f"{close or 'none'} close, {below or 'none'} below" if close or below else "",
        word=withheld.counted(ratings["because"]) or moving,
    )


def _councils(view: View) -> panels.Tile:
    found = view.ask(results.councils_now, "C17")
    if found.empty:
        return panels.Tile("Councils outside the usual limits", "none yet")
    judged = found[found["left_out"] == ""]
    above, below = ((judged["outside"] == side).sum() for side in ("above", "below"))
    year = words.period(found["period_start"].iloc[0], "year")
    return panels.Tile(
        f"Councils outside the usual limits, {year}",
        f"{above + below} of {len(judged)}",
        f"▲ {above} above, ▼ {below} below",
        word=withheld.counted(found["because"]) or "on referrals per 100 incidents",
    )


def _quality(view: View, to_fix: Ranking) -> panels.Tile:
    checks = view.ask(results.checks)
    passed, asked = (checks["outcome"] == "passed").sum(), (checks["outcome"] != NOTHING).sum()
    first = to_fix.to_fix.head(1)
    said = "".join(f"to fix first: {fix_first.about(row)}" for _, row in first.iterrows())
    return panels.Tile(
        "Data quality checks passed",
        f"{passed} of {asked}",
        said or "nothing to fix stands out",
        word=_critical(checks),
        quiet=True,
    )


def _critical(checks: pd.DataFrame) -> str:
    """How many critical checks did not hold, with the shape of how; "" without any."""
    found = checks[checks["severity"] == "critical"]
    parts = [
        f"{MARKS[outcome]}: {plural(many, 'critical check')}"
        for outcome in WRONG
        if (many := int((found["outcome"] == outcome).sum()))
    ]
    return "; ".join(parts)


def strip(view: View, ratings: pd.DataFrame, period_type: PeriodType = "month") -> None:
    """All indicators, those that ask for attention first, and their table.

    ratings: of this period_type.
    """
    order = ratings["state"].map({state: place for place, state in enumerate(ATTENTION)})
    worsening = ratings["movement"] != "worsening"
    ranked = ratings.assign(order=order, calm=worsening).sort_values(["order", "calm", "id"])
    span = SPANS_OF[period_type]
    rows = "".join(_row(row, period_type) for row in ranked.to_dict("records"))
    heads = "".join(f'<th scope="col" role="columnheader">{head}</th>' for head in (*HEADS, span))
    # roles are said outright: on a phone rows are drawn as blocks, and would lose them
    st.html(
        '<table class="strip" role="table"><caption class="away">Every indicator, those that ask '
        f'for attention first</caption><thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )
    panels.behind(view, _table(ranked, period_type), "All indicators")


def _row(row: Mapping[Hashable, Any], period_type: PeriodType) -> str:
    kind = indicators()[str(row["id"])].kind
    name, state = str(row["name"]), str(row["state"])
    said = words.interval(row["low"], row["high"], kind)
    when = words.period(row["period_start"], period_type)
    when += f", {EARLY}" if row["early"] else ""
    span = SPANS_OF[period_type]
    line = sparkline.image(row["history"], f"{name}, {span.lower()}", SPANS[kind])
    look = " look" if state == "below target" or row["movement"] == "worsening" else ""
    return (
        f'<tr role="row"><th scope="row" role="rowheader"><span class="id">{row["id"]}</span> '
        f'{escape(name)}</th><td role="cell" class="number">'
        f"<b>{panels.html(_latest(row, kind))}</b> "
        f'<span class="note">{panels.html(said)}</span> '
        f'<span class="note when">({panels.html(when)})</span></td>'
        f'<td role="cell" class="state{look}">{escape(words.state(state))}{_named(row)}</td>'
        f'<td role="cell">{escape(words.movement(str(row["movement"])))}</td>'
        f'<td role="cell">{line}</td></tr>'
    )


def _named(row: Mapping[Hashable, Any]) -> str:
    """The check that withholds an indicator, or what it is without, small, under its state."""
    said = f"“{row['because']}”" if row["because"] else withheld.partly(str(row["partial"]))
    return f'<br><span class="note">{escape(said)}</span>' if said else ""


def _latest(row: Mapping[Hashable, Any], kind: str) -> str:
    """The value of a row of ratings; of too few the exact counts, of what is withheld nothing."""
    if row["missing"] == "too few" and words.known(row["denominator"]):
        return f"{words.count(row['numerator'])} of {words.count(row['denominator'])}"
    if row["missing"] == "none":
        return "nothing to count"
    return "" if row["missing"] == "withheld" else _value(row, kind)


def _value(row: Mapping[Hashable, Any], kind: str) -> str:
    """The value of a row of ratings, or why it has none."""
    return words.measured(row["value"], kind, row["missing"], about=row["about"])


def _table(ranked: pd.DataFrame, period_type: PeriodType) -> pd.DataFrame:
    kinds = [indicators()[id].kind for id in ranked["id"]]
    missing = ranked["missing"]

    def said(column: str) -> list[str]:
        return [
            words.measured(value, kind) if words.known(value) else ""
            for value, kind in zip(ranked[column], kinds, strict=True)
        ]

    return pd.DataFrame(
        {
            "Indicator": ranked["id"] + " " + ranked["name"],
            period_type.capitalize(): [
                words.period(each, period_type) for each in ranked["period_start"]
            ],
            "Numerator": list(map(words.part, ranked["numerator"], missing)),
            "Denominator": list(map(words.part, ranked["denominator"], missing)),
            "Value": list(map(_value, ranked.to_dict("records"), kinds)),
            "95 % low": said("low"),
            "95 % high": said("high"),
            "Target": list(map(_target, ranked["id"], ranked["target"])),
            "State": ranked["state"],
            "Movement": ranked["movement"],
        }
        | withheld.column(ranked)
    )


def _target(id: str, target: float) -> str:
    if not words.known(target):
        return "none"
    return indicator_record.limit(indicators()[id], target)
