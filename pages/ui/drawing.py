"""A chart that is made only when it is first shown, and then kept for every reader."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec

import altair as alt
import streamlit as st

P = ParamSpec("P")
Made = tuple[alt.Chart | alt.LayerChart | alt.VConcatChart | alt.FacetChart, str]
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
    st.altair_chart(chart, width="stretch", alt=alt_text)
