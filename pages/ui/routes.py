"""The parts of the page Routes for one year: the matrix of who refers to whom, and the flow."""

from collections.abc import Hashable, Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from metrics import results
from metrics.answers import route_sentences
from metrics.quasi_poisson import Effect
from pages.ui import filters, panels, withheld, words
from pages.ui.charts import flow
from pages.ui.frame import View

MOST = 8
"""Services that a matrix has columns for; the table has all."""
FEWEST = 3
"""Routes that a flow is worth drawing for."""
ROUNDED_APART = (
    "Numbers are rounded one by one. Where routes come to more than all that a sender sent, each "
    "is a part of what they come to."
)
METHOD = """
A route is who sent a referral and which service it was for. A share is of all that the sender sent,
with its 95 % Wilson interval. *The consent period* is its last four whole quarters, so that every
season counts once. Where rounding makes the routes of a sender come to more than all that it sent,
their sum is what they are shares of. Intervals of changes allow for chance (two Poisson counts) and
for rounding; real counts vary a little more. There is no change in per cent on a number that may be
under the smallest denominator. Small counts are hidden, and no hidden count is worked out from a
total: “other” adds up categories that are shown, and what is missing to 100 % is left empty. The
code is `metrics/answers/routes.py` and `metrics/answers/shares.py`.
"""
NOT_SHOWN = """
- **Not need.** A route that few take may be the right size, or may be one that nobody knows of.
- **Not the person's way.** Somebody who was referred twice is two referrals.
- **Not what is hidden.** Routes with few referrals in this area and year are not drawn at all.
"""


def year(view: View, area: str) -> pd.Timestamp | None:
    """Lets the reader choose a complete financial year, the latest first; None without one."""
    years = view.ask(results.route_years, area)
    names = {f"{start:%Y-%m-%d}": words.period(start, "year") for start in years}
    return pd.Timestamp(filters.choice("year", "Year", names, width=160)) if names else None


def under(found: pd.DataFrame) -> str:
    """How the busiest route changed, on the year before and on the consent period."""
    first = found.iloc[0]
    parts = [
        f"{label}: {_changed(first[then], first[effect])}."
        for label, then, effect in (
            ("Against the year before", "year_before", "on_year_before"),
            ("Against the consent period", "under_consent", "on_consent"),
        )
        if words.known(first[then])
    ]
    return " ".join(parts)


def _changed(then: float, effect: Effect | None) -> str:
    """A change from a number that is known: in per cent, or why not."""
    if effect is None:
        return f"it was {words.count(then)}, too few for a change in per cent"
    return words.effect(effect)


def matrix(view: View, found: pd.DataFrame, start: pd.Timestamp, area: str) -> None:
    """Senders down, services across: count, share of what the sender sent, and a bar for it."""
    st.header(f"Who refers to whom, {words.period(start, 'year')}", anchor=False)
    if _over(found):
        st.html(f'<p class="caveat">{panels.html(ROUNDED_APART)}</p>')
    services = list(found.groupby("service")["count"].sum().sort_values(ascending=False).index)
    across = services[:MOST]
    nothing = "none" if view.release.exact else words.HIDDEN
    heads = ["From", *map(route_sentences.name, across), "All it sent"]
    top = "".join(f'<th scope="col" role="columnheader">{escape(each)}</th>' for each in heads)
    senders = found.groupby("sender")["count"].sum().sort_values(ascending=False).index
    rows = "".join(_row(found[found["sender"] == each], each, across, nothing) for each in senders)
    st.html(
        '<table class="rows grid" role="table"><caption class="away">Referrals by sender and '
        f'service</caption><thead role="rowgroup"><tr role="row">{top}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )
    left = f" Services with fewer referrals are in the table: {len(services) - MOST} more."
    st.html(
        '<p class="caveat">Each cell: referrals, and what part of all that the sender sent they '
        f"are, as a number and a bar. {words.HIDDEN_MEANS}"
        f"{left if len(services) > MOST else ''}</p>"
    )
    whole = view.ask(
        results.cells, "routes", period_type="year", area_code=area, period_start=start
    )
    partial = whole["partial"].iloc[0] if len(whole) else ""
    table = _table(found, nothing).assign(**withheld.all_of(partial, len(found)))
    panels.behind(view, table, "routes")
    withheld.part(partial, f"Referrals in {words.period(start, 'year')}")


def _over(found: pd.DataFrame) -> bool:
    """Whether the routes of a sender, rounded one by one, come to more than all that it sent."""
    by_sender = found.groupby("sender").agg({"count": "sum", "sent": "first"})
    return bool((by_sender["count"] > by_sender["sent"]).any())


def _row(own: pd.DataFrame, sender: str, across: list[str], nothing: str) -> str:
    by_service = {str(route["service"]): route for route in own.to_dict("records")}
    cells = []
    for service in across:
        found = by_service.get(service)
        said = _cell(found) if found else f'<span class="note">{nothing}</span>'
        label = escape(route_sentences.name(service))
        cells.append(f'<td role="cell" data-label="{label}"><div>{said}</div></td>')
    sent = words.count(own["sent"].iloc[0], "hidden")
    head = escape(route_sentences.name(sender))
    return (
        f'<tr role="row"><th scope="row" role="rowheader">{head}</th>{"".join(cells)}'
        f'<td role="cell" data-label="All it sent">{sent}</td></tr>'
    )


def _cell(route: Mapping[Hashable, Any]) -> str:
    count = words.count(route["count"])
    if not words.known(route["share"]):
        return f"<b>{count}</b>"
    share = words.percent(route["share"])
    return (
        f'<b>{count}</b> <span class="note">{panels.html(share)}</span>'
        f'<span class="bar"><i style="width:{100 * route["share"]:.0f}%"></i></span>'
    )


def stream(found: pd.DataFrame) -> None:
    """The routes as a flow from senders to services; one or two need no picture."""
    if len(found) < FEWEST:
        return
    named = found.assign(
        sender=found["sender"].map(route_sentences.name),
        service=found["service"].map(route_sentences.name),
    )
    panels.drawing(
        "How referrals flow",
        flow.chart(named),
        caveat="The wider a band, the more referrals; the busiest route stands out. A sender's "
        "number is all that it sent, a service's the sum of the routes shown.",
    )


def _table(found: pd.DataFrame, nothing: str) -> pd.DataFrame:
    def changes(then: str, effect: str) -> list[str]:
        pairs = zip(found[then], found[effect], strict=True)
        return [_changed(*pair) if words.known(pair[0]) else nothing for pair in pairs]

    intervals = zip(found["low"], found["high"], strict=True)
    return pd.DataFrame(
        {
            "From": found["sender"].map(route_sentences.name),
            "To": found["service"].map(route_sentences.name),
            "Referrals": found["count"].map(words.count),
            "Part of all it sent": [words.percent(each, "hidden") for each in found["share"]],
            "95 % interval": [
                words.interval(*each).removeprefix("95 % interval ") for each in intervals
            ],
            "On the year before": changes("year_before", "on_year_before"),
            "On the consent period": changes("under_consent", "on_consent"),
        }
    )
