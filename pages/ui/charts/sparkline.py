"""A sparkline: one number's history as a small line with its last point marked."""

from base64 import b64encode
from collections.abc import Sequence
from html import escape

from pages.ui import theme, words

WIDTH, HEIGHT, EDGE = 180.0, 36.0, 3.0


def image(history: Sequence[float], alt: str) -> str:
    """The line as an <img>, drawn from zero; gaps stay gaps; empty under two points."""
    known = [value for value in history if words.known(value)]
    if len(known) < 2:
        return ""
    drawn = svg(history, max(known) or 1.0, theme.palette().counts)
    # st.html keeps images and drops drawings, so the drawing travels inside an image
    data = b64encode(drawn.encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(alt)}">'


def svg(history: Sequence[float], top: float, colour: str) -> str:
    """The line as SVG, values from 0 to `top`, NaN a gap."""
    step = (WIDTH - 2 * EDGE) / (len(history) - 1)
    path, place, pen = [], (0.0, 0.0), "M"
    for index, value in enumerate(history):
        if not words.known(value):
            pen = "M"
            continue
        place = (EDGE + index * step, HEIGHT - EDGE - value / top * (HEIGHT - 2 * EDGE))
        path.append(f"{pen}{place[0]:.1f} {place[1]:.1f}")
        pen = "L"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" '
        f'preserveAspectRatio="xMinYMid meet">'
        f'<path d="{"".join(path)}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
        f'<circle cx="{place[0]:.1f}" cy="{place[1]:.1f}" r="2.2" fill="{colour}"/></svg>'
    )
