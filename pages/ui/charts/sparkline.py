"""A sparkline: one number's history as a small line with its last point marked."""

from base64 import b64encode
from collections.abc import Sequence
from html import escape

from pages.ui import theme, words

WIDTH, HEIGHT, EDGE = 180.0, 36.0, 3.0


def image(history: Sequence[float], alt: str, span: float | None = None) -> str:
    """The line as an <img>; gaps stay gaps; empty under two points.

    Drawn from zero; with `span`, around its middle on a scale of at least that height, so that
    a share close to 100 % can be seen to move and noise is not blown up.
    """
    known = [value for value in history if words.known(value)]
    if len(known) < 2:
        return ""
    bottom, top = 0.0, max(known) or 1.0
    if span is not None:
        middle = (min(known) + max(known)) / 2
        reach = max(max(known) - min(known), span) / 2
        bottom, top = middle - reach, middle + reach
    drawn = svg(history, bottom, top, theme.palette().counts)
    # st.html keeps images and drops drawings, so the drawing travels inside an image
    data = b64encode(drawn.encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(alt)}">'


def svg(history: Sequence[float], bottom: float, top: float, colour: str) -> str:
    """The line as SVG, values from `bottom` to `top`, NaN a gap, a lone point a dot."""
    step = (WIDTH - 2 * EDGE) / (len(history) - 1)
    scale = (HEIGHT - 2 * EDGE) / (top - bottom)
    path, x, y, pen = [], 0.0, 0.0, "M"
    for index, value in enumerate(history):
        if not words.known(value):
            pen = "M"
            continue
        x, y = EDGE + index * step, HEIGHT - EDGE - (value - bottom) * scale
        # a line of no length has round ends: that is the dot of a point between two gaps
        path.append(f"{pen}{x:.1f} {y:.1f}" + (f"L{x:.1f} {y:.1f}" if pen == "M" else ""))
        pen = "L"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" '
        f'preserveAspectRatio="xMinYMid meet"><path d="{"".join(path)}" fill="none" '
        f'stroke="{colour}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/></svg>'
    )
