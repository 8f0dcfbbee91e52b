"""A sparkline: one number's history as a small line with its last point marked."""

from collections.abc import Sequence
from html import escape

from pages.ui import theme, words

WIDTH, HEIGHT, EDGE = 120.0, 28.0, 3.0


def svg(history: Sequence[float], alt: str) -> str:
    """The line as SVG, from zero; gaps where a number is missing; empty under two points."""
    points = [(index, value) for index, value in enumerate(history) if words.known(value)]
    if len(points) < 2:
        return ""
    top = max(value for _, value in points) or 1
    step = (WIDTH - 2 * EDGE) / (len(history) - 1)
    place = [(EDGE + index * step, _height(value / top)) for index, value in points]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in place)
    x, y = place[-1]
    colour = theme.palette().counts
    return (
        f'<svg viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(alt)}"><polyline points="{line}" fill="none" stroke="{colour}" '
        f'stroke-width="1.5" vector-effect="non-scaling-stroke"/><circle cx="{x:.1f}" '
        f'cy="{y:.1f}" r="2" fill="{colour}"/></svg>'
    )


def _height(share: float) -> float:
    return HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE)
