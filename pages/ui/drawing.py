"""A chart that is made only when it is first shown, and then kept for every reader."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any, ParamSpec

import altair as alt
import streamlit as st

P = ParamSpec("P")
Spec = dict[str, Any]
"""A chart in Vega-Lite's own words, its tables under "datasets"."""
Made = tuple[alt.Chart | alt.LayerChart | alt.VConcatChart | alt.FacetChart | Spec, str]
"""A chart and its alt text."""


@dataclass(frozen=True)
class Drawing:
    """A chart function with what it is to draw.

    show() draws it; `chart, alt_text = drawing` makes it anew.
    """

    make: Callable[..., Made]
    args: tuple[object, ...]
    kwargs: Mapping[str, object]

    def __iter__(self) -> Iterator[Any]:
        """The chart, then its alt text."""
        return iter(self.make(*self.args, **self.kwargs))

    def show(self) -> None:
        """Draw the chart at this place of the page."""
        name = f"{self.make.__module__}.{self.make.__qualname__}"
        _shown(name, st.context.theme.type, self.args, dict(self.kwargs), self.make)


def drawn(make: Callable[P, Made]) -> Callable[P, Drawing]:
    """Decorates a chart function: its call says what to draw, and show() draws it."""

    @wraps(make)
    def prepared(*args: P.args, **kwargs: P.kwargs) -> Drawing:
        return Drawing(make, args, kwargs)

    return prepared


# Making a chart takes a hundred milliseconds and more, so Streamlit plays back what was drawn of
# the same table in the same theme. A table of exact numbers is another table: roles never mix.
@st.cache_data(show_spinner=False, max_entries=500)
def _shown(
    name: str,  # noqa: ARG001  # part of the cache's key, as the theme is
    theme: str | None,  # noqa: ARG001
    args: tuple[object, ...],
    kwargs: dict[str, object],
    _make: Callable[..., Made],
) -> None:
    chart, alt_text = _make(*args, **kwargs)
    if isinstance(chart, dict):
        st.vega_lite_chart(chart, width="stretch", alt=alt_text)
    else:
        st.altair_chart(chart, width="stretch", alt=alt_text)


def layered(layers: Sequence[alt.Chart | alt.LayerChart], height: int) -> alt.LayerChart:
    """Layers over one another, each with colours of its own, without a frame.

    Made in one call: each further one would copy the whole chart.
    """
    apart = alt.ScaleResolveMap(color="independent", opacity="independent")
    return alt.LayerChart(
        layer=list(layers),
        height=height,
        resolve=alt.Resolve(scale=apart),
        config=alt.Config(view=alt.ViewConfig(stroke=None)),
    )


def template(make: Callable[[tuple[str, ...]], alt.LayerChart]) -> Callable[..., Spec]:
    """Decorates a function that makes a chart of tables by their names: charts alike, made once.

    Gives its Vega-Lite in the reader's theme, to be filled: `{**spec, "datasets": tables}`.
    """

    @cache
    def made(_theme: str | None, tables: tuple[str, ...]) -> Spec:
        found: Spec = make(tables).to_dict()
        return found

    @wraps(make)
    def kept(tables: tuple[str, ...]) -> Spec:
        return made(st.context.theme.type, tables)

    return kept
