"""The slim row of filters; each is part of the page's address, so a link restores the view.

Streamlit writes the words of a choice into the address, so every choice has words of its own:
Fife the council is "Fife" and Fife the police division is "Fife division".
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.errors import StreamlitAPIException

from data.reference import SCOTLAND, area_names, councils, divisions
from metrics.answers.periods import PeriodType
from metrics.measure import measures
from pages.ui import words

Value = TypeVar("Value", bound=str)
PERIODS: dict[PeriodType, str] = {
    "month": "Months",
    "quarter": "Quarters",
    "year": "Financial years",
}
DIMENSIONS = {
    "all": "No breakdown",
    "from_org": "Sender",
    "to_org": "Support service",
    "risk_sender": "Risk as the sender saw it",
    "lawful_basis": "Lawful basis",
}


CHOSEN = "chosen on this page"
KEPT, PAGE, ARRIVED = "area chosen last", "page opened last", "page opened just now"
EVERYWHERE = ("scotland", "division", "council")
PLACES = ("Area", "Council", "Division", "Police division", "Provider")
"""Labels and headings of which one says where, or of whom, a number is."""
TIMES = ("Period", "Year", "When")
"""Labels of filters that say of when it is."""


def begin(page: str) -> None:
    """A page begins, by its title: nothing is chosen on it yet."""
    st.session_state[CHOSEN] = {}
    st.session_state[ARRIVED] = st.session_state.get(PAGE) != page
    st.session_state[PAGE] = page


def chosen() -> dict[str, str]:
    """What the reader looks at so far, by the filters that say what a number is of, in words."""
    return dict(st.session_state.get(CHOSEN, {}))


def row(name: str = "") -> DeltaGenerator:
    """The row: `with filters.row(): area = filters.area()`; a second row on a page has a name."""
    return st.container(
        key=f"filters{name}", horizontal=True, gap="small", vertical_alignment="bottom"
    )


def area_type(code: str) -> str:
    """The area_type of a code: scotland, division or council."""
    if code == SCOTLAND:
        return "scotland"
    return "division" if code in set(divisions()["division_code"]) else "council"


def area_label(code: str) -> str:
    """The words of an area, different for every code."""
    name = area_names()[code]
    return f"{name} division" if area_type(code) == "division" else name


def area_codes(kinds: Sequence[str] = EVERYWHERE) -> list[str]:
    """Codes of the areas of these types: Scotland, then divisions, then councils, by name."""
    of_type = {
        "scotland": [SCOTLAND],
        "division": sorted(divisions()["division_code"], key=area_label),
        "council": sorted(councils()["council_code"], key=area_label),
    }
    return [code for kind in kinds for code in of_type[kind]]


def area(kinds: Sequence[str] = EVERYWHERE) -> str:
    """Lets the reader choose an area, the one of the page before at first; returns its code."""
    options = {code: area_label(code) for code in area_codes(kinds)}
    if st.session_state.get(ARRIVED):
        _bring_along(options)
    st.session_state[KEPT] = found = choice("area", "Area", options)
    return found


def _bring_along(options: Mapping[str, str]) -> None:
    """On a page just opened, choose the area of the page before, unless the address asks for one.

    Both are set, since the framework would else keep the state of the page before, or the address
    without the area; it refuses the latter where it still has the filter of the page before.
    """
    codes = {label: code for code, label in options.items()}
    asked = st.query_params.get("area")
    wanted: str = st.session_state.get(KEPT, "") if asked is None else codes.get(asked, "")
    if wanted in options:
        st.session_state["area"] = wanted
        with suppress(StreamlitAPIException):
            st.query_params["area"] = options[wanted]


def larger(area: str, other: str = "") -> str:
    """What to choose where an area has too few: nothing is larger than Scotland."""
    ways = [*([] if area == SCOTLAND else ["a larger area"]), *([other] if other else [])]
    return f"Choose {', or '.join(ways)}." if ways else ""


def period(kinds: Sequence[PeriodType] = ("month", "quarter", "year")) -> PeriodType:
    """Lets the reader choose how time is cut; returns the period_type."""
    return choice("period", "Period", {kind: PERIODS[kind] for kind in kinds})


def breakdown(measure_id: str) -> str:
    """Lets the reader choose one of the breakdowns that a measure offers; returns the dimension."""
    offered = {name: dimension_label(name) for name in measures()[measure_id].offered}
    return choice("by", "Broken down by", offered, of_all=False)


def indicator_label(measure_id: str) -> str:
    """An indicator in words: its id and its name."""
    return f"{measure_id} {measures()[measure_id].name}"


def dimension_label(name: str) -> str:
    """A dimension in words."""
    return DIMENSIONS.get(name, name.replace("_", " ").capitalize())


def choice(
    key: str, label: str, options: Mapping[Value, str], *, width: int = 228, of_all: bool = True
) -> Value:
    """Lets the reader choose one of `options` (value to words); the first is the default.

    Where the page's address asks for something else, the page says so. of_all: it says what every
    number below it is of, and so stands in every file of the page; not what is marked, how it is
    drawn, or what one part of the page is about.
    """
    asked = st.query_params.get(key)
    chosen = st.selectbox(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        bind="query-params",
        width=width,
    )
    found = chosen if chosen in options else next(iter(options))
    if asked is not None and asked not in options.values():
        _not_there(label, options[found])
    if of_all:
        st.session_state.setdefault(CHOSEN, {})[label] = options[found]
    return found


def _not_there(label: str, shown: str) -> None:
    """Say what is shown instead; never what was asked for, which anybody may have written."""
    st.warning(
        f"What the link asks for under “{label}” is not there, so “{shown}” is shown.",
        icon=":material/link_off:",
    )


def by_id(key: str, label: str, options: Mapping[str, str], *, width: int = 228) -> str:
    """Like choice(), but the page's address holds the value itself, where words may be rewritten.

    The first option is the default, and leaves the address as it is without a choice.
    """
    values = list(options)
    asked = st.query_params.get(key, values[0])
    unknown = asked not in options
    chosen = st.selectbox(
        label,
        values,
        index=0 if unknown else values.index(asked),
        format_func=options.__getitem__,
        key=key,
        width=width,
    )
    if chosen == values[0]:
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = chosen
    if unknown:
        _not_there(label, options[chosen])
    return chosen


def address(parameters: Mapping[str, str]) -> dict[str, str]:
    """Filter values (codes) as a page's address holds them (words)."""
    known: dict[str, Callable[[Any], str]] = {
        "area": area_label,
        "council": area_label,
        "period": {str(kind): label for kind, label in PERIODS.items()}.__getitem__,
        "by": dimension_label,
        "indicator": indicator_label,
        "provider": words.provider,
    }
    return {key: known[key](value) if key in known else value for key, value in parameters.items()}
