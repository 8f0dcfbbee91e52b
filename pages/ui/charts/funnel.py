"""A funnel: each council's value by how many cases it rests on, with the limits chance explains."""

from textwrap import wrap

import altair as alt
import numpy as np
import pandas as pd

from metrics.funnel import LEVELS
from pages.ui import theme, withheld, words
from pages.ui.charts import name_places, outside
from pages.ui.drawing import drawn

HEIGHT = 460
SHAPES = {
    outside.ABOVE: "triangle-up",
    outside.HIGH: "triangle-up",
    outside.INSIDE: "circle",
    outside.LOW: "triangle-down",
    outside.BELOW: "triangle-down",
}
SAID = ["value", "low", "high", "partial"]
SMALL = 100
"""Councils on fewer cases than this are drawn with their own interval."""
TITLE = 44
"""Letters to a line of the title below, so that a phone has room for it."""
TICKS = 9
"""No two numbers below stand nearer than this part of the width, one in so many."""
WIDTH, MARGIN = 520, 60
"""Pixels across on a wide screen, about, and what the limits' names take beside them."""


@drawn
def chart(
    table: pd.DataFrame, *, kind: str = "share", cases: str = "cases", chosen: str = ""
) -> tuple[alt.LayerChart, str]:
    """Table: area_code, area_name, denominator, value, low, high, partial, target, low_95, high_95,
    low_998, high_998, outside; cases: what the denominator counts; chosen: an area_code.
    """
    colours = theme.palette()
    shown = table.assign(standing=outside.standing(table), chosen=table["area_code"] == chosen)
    shown = shown[~shown["standing"].isin(outside.NOT_DRAWN)].sort_values("denominator")
    shown = _within(shown.astype({"denominator": "float64"}))
    limits = shown.drop_duplicates("denominator")
    x = _x(shown["denominator"], cases)
    layers = [
        *_limits(limits, "998", kind, x, colours),
        *_limits(limits, "95", kind, x, colours),
        _target(limits, kind, x, colours),
        *_limit_names(limits, kind, x, colours),
        _intervals(shown, kind, x, colours),
        _points(shown, kind, cases, x, colours),
        *_names(shown, kind, x, colours),
    ]
    drawn = alt.layer(*layers).properties(height=HEIGHT)
    return drawn.configure_view(stroke=None), _alt(shown, kind, cases)


def _within(shown: pd.DataFrame) -> pd.DataFrame:
    """Cut the limits off where they run far from every council, so that councils fill the chart."""
    least, most = shown["value"].min(), shown["value"].max()
    room = max(most - least, 0.02 * most) * 0.5
    bounds = [name for name in shown.columns if str(name).startswith(("low_", "high_"))]
    inside = shown[bounds].where(shown[bounds].ge(least - room) & shown[bounds].le(most + room))
    ends = shown[["low", "high"]].clip(least - room, most + room)
    return shown.assign(**inside, **ends)


def _x(sizes: pd.Series, cases: str) -> alt.X:
    # the square root spreads the small councils out without hiding how large the others are
    scale = alt.Scale(type="sqrt", nice=False, padding=12)
    axis = alt.Axis(format=",d", grid=False, values=_ticks(sizes), labelOverlap="greedy")
    title = [*wrap(f"{cases[:1].upper()}{cases[1:]}", TITLE), "(each mark is a council)"]
    return alt.X("denominator:Q", title=title, scale=scale, axis=axis)


def _ticks(sizes: pd.Series) -> list[float]:
    """Round numbers of cases, spread over the axis: most councils lie at its small end."""
    if sizes.empty:
        return []
    least, most = np.sqrt([sizes.min(), sizes.max()])
    apart = max((most - least) / TICKS, 1e-9)
    ticks: list[float] = []
    for each in (step * 10.0**power for power in range(8) for step in (1, 2, 5)):
        room = not ticks or np.sqrt(each) - np.sqrt(ticks[-1]) >= apart
        if least <= np.sqrt(each) <= most and room:
            ticks.append(each)
    return ticks


def _y(column: str, kind: str) -> alt.Y:
    axis = alt.Axis(format=".0%" if kind == "share" else ",.0f", gridOpacity=0.4, tickCount=6)
    return alt.Y(f"{column}:Q", title=None, scale=alt.Scale(zero=False), axis=axis)


def _limits(
    limits: pd.DataFrame, name: str, kind: str, x: alt.X, colours: theme.Palette
) -> list[alt.Chart]:
    dash = [2, 3] if name == "95" else [7, 4]
    base = alt.Chart(limits[["denominator", f"low_{name}", f"high_{name}"]])
    line = base.mark_line(
        color=colours.limits, strokeDash=dash, strokeWidth=1.25, interpolate="monotone"
    )
    return [line.encode(x=x, y=_y(f"{side}_{name}", kind)) for side in ("low", "high")]


def _target(limits: pd.DataFrame, kind: str, x: alt.X, colours: theme.Palette) -> alt.Chart:
    base = alt.Chart(limits[["denominator", "target"]])
    drawn: alt.Chart = base.mark_line(color=colours.limits, strokeWidth=1.25).encode(
        x=x, y=_y("target", kind)
    )
    return drawn


def _limit_names(
    limits: pd.DataFrame, kind: str, x: alt.X, colours: theme.Palette
) -> list[alt.Chart]:
    """What each line is, at its right-hand end, on the side with room, a line of text apart."""
    if limits.empty:
        return []
    end = limits.ffill().iloc[-1]
    side = "low" if end["target"] - end["low_998"] > end["high_998"] - end["target"] else "high"
    said = {
        "target": f"All {words.measured(end['target'], kind)}",
        f"{side}_95": "95 % limits",
        f"{side}_998": "99.8 % limits",
    }
    high = limits[["value", "high", "high_998"]].max().max()
    low = limits[["value", "low", "low_998"]].min().min()
    step = 15 / HEIGHT * (high - low)
    if side == "high":
        step = -step
    places = [end["target"]]
    for value in (end[f"{side}_95"], end[f"{side}_998"]):
        nearest = places[-1] - step
        places.append(min(value, nearest) if step > 0 else max(value, nearest))
    rows = [
        (end["denominator"], place, text) for place, text in zip(places, said.values(), strict=True)
    ]
    names = pd.DataFrame(rows, columns=["denominator", "value", "text"])
    mark = alt.Chart(names).mark_text(align="left", dx=14, fontSize=11, color=colours.limits)
    return [mark.encode(x=x, y=_y("value", kind), text=alt.Text("text:N"))]


def _intervals(shown: pd.DataFrame, kind: str, x: alt.X, colours: theme.Palette) -> alt.Chart:
    few = shown[(shown["denominator"] < SMALL) | shown["chosen"]]
    hue = few["chosen"].map({True: colours.highlight, False: colours.counts})
    base = alt.Chart(few[["denominator", "low", "high"]].assign(hue=hue))
    drawn: alt.Chart = base.mark_rule(strokeWidth=1.5, opacity=0.6).encode(
        x=x, y=_y("low", kind), y2=alt.Y2("high:Q"), color=alt.Color("hue:N", scale=None)
    )
    return drawn


def _points(
    shown: pd.DataFrame, kind: str, cases: str, x: alt.X, colours: theme.Palette
) -> alt.Chart:
    columns = ["area_name", "denominator", "value", "standing", "chosen"]
    painted = shown[columns].assign(
        said=[
            withheld.beside(
                f"{words.measured(value, kind)}, {words.interval(low, high, kind)}", part
            )
            for value, low, high, part in shown[SAID].itertuples(index=False)
        ],
        fill=outside.paint(shown, full=colours.attention, part=colours.paper, rest=colours.counts),
        edge=outside.paint(
            shown, full=colours.attention, part=colours.attention, rest=colours.counts
        ).where(~shown["chosen"], colours.highlight),
        shape=shown["standing"].map(SHAPES),
        size=shown["chosen"].map({True: 190, False: 85}),
    )
    drawn: alt.Chart = (
        alt.Chart(painted)
        .mark_point(strokeWidth=2, opacity=1)
        .encode(
            x=x,
            y=_y("value", kind),
            shape=alt.Shape("shape:N", scale=None),
            fill=alt.Fill("fill:N", scale=None),
            stroke=alt.Stroke("edge:N", scale=None),
            size=alt.Size("size:Q", scale=None),
            tooltip=[
                alt.Tooltip("area_name:N", title="Council"),
                alt.Tooltip("said:N", title="Value"),
                alt.Tooltip("denominator:Q", title=cases.capitalize(), format=","),
                alt.Tooltip("standing:N", title="Standing"),
            ],
        )
    )
    return drawn


def _names(shown: pd.DataFrame, kind: str, x: alt.X, colours: theme.Palette) -> list[alt.Chart]:
    """Names of the councils outside the 99.8 % limits, and of the chosen one."""
    named = shown["standing"].isin([outside.ABOVE, outside.BELOW]) | shown["chosen"]
    if not named.any():
        return []
    at = [row for row, each in enumerate(named) if each]
    given = zip(at, shown.loc[named, "area_name"], strict=True)
    found = name_places.places(_pixels(shown), list(given), WIDTH + MARGIN)
    drawn = []
    for place in dict.fromkeys(found):
        own = shown.iloc[[row for row, each in zip(at, found, strict=True) if each == place]]
        hue = own["chosen"].map({True: colours.highlight, False: colours.ink})
        base = alt.Chart(own[["area_name", "denominator", "value"]].assign(hue=hue))
        words_of = base.encode(x=x, y=_y("value", kind), text=alt.Text("area_name:N"))
        style = {**place._asdict(), "fontSize": 12, "fontWeight": 600}
        # a line of paper around the letters keeps them readable over the limits
        halo = words_of.mark_text(stroke=colours.paper, strokeWidth=4, **style)
        plain = words_of.mark_text(**style)
        drawn += [halo, plain.encode(color=alt.Color("hue:N", scale=None))]
    return drawn


def _pixels(shown: pd.DataFrame) -> list[tuple[float, float]]:
    """Where every mark stands on a wide screen, about: across and down."""
    roots, values = np.sqrt(shown["denominator"]), shown["value"]
    bounds = shown[["value", *(f"{side}_{name}" for side in ("low", "high") for name in LEVELS)]]
    floor, top = bounds.min().min(), bounds.max().max()
    across = WIDTH * (roots - roots.min()) / max(roots.max() - roots.min(), 1e-9)
    down = HEIGHT * (top - values) / max(top - floor, 1e-9)
    return list(zip(across, down, strict=True))


def _alt(shown: pd.DataFrame, kind: str, cases: str) -> str:
    if shown.empty:
        return "Funnel chart without a council: none has enough cases."
    low, high = shown["value"].min(), shown["value"].max()
    return (
        f"Funnel chart of {len(shown)} councils by number of {cases}. Values run from "
        f"{words.measured(low, kind)} to {words.measured(high, kind)}; Scotland is "
        f"{words.measured(shown['target'].iloc[0], kind)}. {outside.in_words(shown)}"
    )
