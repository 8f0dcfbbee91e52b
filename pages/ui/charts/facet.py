"""One facet of quality over time, small, with the line from which it is good."""

import altair as alt
import pandas as pd

from metrics.answers.facets import Facet
from pages.ui import theme, words

HEIGHT = 130
FLOOR = 0.8
"""Shares are drawn from here on, or from lower where one is: they lie close to all."""


def chart(table: pd.DataFrame, facet: Facet) -> tuple[alt.LayerChart, str]:
    """Table: period_start, value (at least one): a share from 0 to 1, or days.

    The line ends in a dot, or in a hollow diamond when the latest point is not good.
    """
    colours = theme.palette()
    shown = table[["period_start", "value"]].assign(said=[said(v, facet) for v in table["value"]])
    base = alt.Chart(shown).encode(x=_x(shown), y=_y(shown, facet), tooltip=_tips())
    line = base.mark_line(color=colours.counts, strokeWidth=1.75)
    layers = [_limit(shown, facet, colours), line, _end(shown, facet, colours)]
    drawn = alt.LayerChart(layer=layers).properties(height=HEIGHT).configure_view(stroke=None)
    return drawn, _alt(shown, facet)


def _end(shown: pd.DataFrame, facet: Facet, colours: theme.Palette) -> alt.Chart:
    """The latest point, whose shape says whether it is good."""
    last = shown.tail(1)
    value = float(last["value"].iloc[0])
    good = value >= facet.good if facet.unit == "share" else value <= facet.good
    mark = alt.Chart(last).mark_point(
        shape="circle" if good else "diamond",
        filled=good,
        size=45 if good else 80,
        color=colours.counts if good else colours.attention,
        strokeWidth=2,
        opacity=1,
    )
    drawn: alt.Chart = mark.encode(x=_x(shown), y=_y(shown, facet), tooltip=_tips())
    return drawn


def said(value: float, facet: Facet) -> str:
    """A value of a facet in words: 98 %, 24 days."""
    if not words.known(value):
        return "too few"
    if facet.unit == "share":
        return words.percent(value)
    return f"{value:,.0f} day{'' if value == 1 else 's'}"


def _x(shown: pd.DataFrame) -> alt.X:
    first, last = shown["period_start"].min(), shown["period_start"].max()
    years = last - first > pd.Timedelta(days=900)
    axis = alt.Axis(format="%Y", tickCount=5, grid=False)
    if not years:  # a few months: the ends are named and one between, so that no name comes twice
        every = list(dict.fromkeys(shown["period_start"].sort_values()))
        days = dict.fromkeys((every[0], every[len(every) // 2], every[-1]))
        values = [alt.DateTime(year=day.year, month=day.month, date=day.day) for day in days]
        form = "%b %Y" if (shown["period_start"].dt.day == 1).all() else "%d %b %Y"
        axis = alt.Axis(format=form, values=values, grid=False, labelFlush=True)
    return alt.X("period_start:T", title=None, axis=axis)


def _y(shown: pd.DataFrame, facet: Facet) -> alt.Y:
    if facet.unit == "share":
        low = min(FLOOR, float(shown["value"].min()) - 0.02)
        domain, form = [max(low, 0.0), 1.0], ".0%"
    else:
        domain, form = [0, max(facet.watch, float(shown["value"].max())) * 1.1], ",.0f"
    axis = alt.Axis(format=form, tickCount=3, gridOpacity=0.4)
    return alt.Y(
        "value:Q", title=None, axis=axis, scale=alt.Scale(domain=domain, nice=False, zero=False)
    )


def _tips() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("period_start:T", title="When", format="%d %b %Y"),
        alt.Tooltip("said:N", title="Value"),
    ]


def _limit(shown: pd.DataFrame, facet: Facet, colours: theme.Palette) -> alt.Chart:
    rule: alt.Chart = (
        alt.Chart(pd.DataFrame({"value": [facet.good]}))
        .mark_rule(color=colours.limits, strokeDash=[5, 4], strokeWidth=1)
        .encode(y=_y(shown, facet))
    )
    return rule


def _alt(shown: pd.DataFrame, facet: Facet) -> str:
    first, last = shown.iloc[0], shown.iloc[-1]
    begun = f"{first['said']} in {words.period(first['period_start'])}, " if len(shown) > 1 else ""
    return (
        f"Line chart. {facet.name}: {facet.counts}. {begun}{last['said']} in "
        f"{words.period(last['period_start'])}; good {limit(facet)}."
    )


def limit(facet: Facet) -> str:
    """Where a facet is good, in words: from 95 % on, or up to 31 days."""
    best = said(facet.good, facet)
    return f"from {best} on" if facet.unit == "share" else f"up to {best}"
