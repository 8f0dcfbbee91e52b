"""Where a line over time stops because a check failed: said inside the chart, not left blank."""

import altair as alt
import pandas as pd

from metrics.answers.periods import PeriodType, end
from pages.ui import theme, withheld, words

FOOT = 48
"""Pixels above the foot of a chart, over the numbered events."""


def layers(table: pd.DataFrame, period_type: PeriodType = "month") -> list[alt.Chart]:
    """A dotted line with the mark of withheld numbers over every run of withheld periods.

    Table: period_start, missing, because of cells(), oldest first, without a period left out.
    """
    found = runs(table, period_type)
    if found.empty:
        return []
    colours = theme.palette()
    tips = [alt.Tooltip("said:N", title="Period"), alt.Tooltip("why:N", title="Withheld")]
    at = alt.YValue(alt.ExprRef(f"height - {FOOT}"))  # type: ignore[no-untyped-call]
    base = alt.Chart(found).encode(y=at, tooltip=tips)
    line = base.mark_rule(color=colours.ink, strokeDash=[1, 3], strokeWidth=2)
    mark = base.mark_text(
        text=withheld.MARK, fontSize=14, fontWeight=600, color=colours.ink, dy=-10
    )
    return [
        line.encode(x=alt.X("start:T"), x2=alt.X2("end:T")),
        mark.encode(x=alt.X("middle:T")),
    ]


def runs(table: pd.DataFrame, period_type: PeriodType = "month") -> pd.DataFrame:
    """Withheld periods that follow one another: start, end, middle, said, why (the checks)."""
    held = table["missing"].eq("withheld")
    number = (held != held.shift()).cumsum()[held]
    rows = []
    for _, run in table[held].groupby(number):
        first, last = run["period_start"].iloc[0], run["period_start"].iloc[-1]
        until = end(last, period_type) + pd.Timedelta(days=1)
        ends = [words.period(each, period_type) for each in dict.fromkeys((first, last))]
        why = words.quoted(sorted(set(run["because"])))
        rows.append((first, until, first + (until - first) / 2, " until ".join(ends), why))
    return pd.DataFrame(rows, columns=["start", "end", "middle", "said", "why"])


def in_words(table: pd.DataFrame) -> str:
    """For alt text: how many periods are withheld, or ""."""
    many = int(table["missing"].eq("withheld").sum())
    return f" {many} {'is' if many == 1 else 'are'} withheld: data quality." if many else ""
