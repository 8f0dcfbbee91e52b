"""The parts of the pages on quality by provider and by council: states, small charts, tables."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from data.reference import area_names
from metrics import results
from metrics.answers.facets import FACETS, ORDER, ROWS_LATE, Facet, item_words
from metrics.answers.quality_facets import Scope
from pages.ui import panels, words
from pages.ui.charts import facet as facet_chart
from pages.ui.frame import View

MARKS = ", ".join(f"{mark} {state}" for state, mark in words.FACET_MARKS.items())
KEY = (
    f"{MARKS}. The number is of the time named beside it, the chart shows how it came about. The "
    "dashed line is where good begins; the line ends in a diamond where the latest point is not "
    "good."
)


YEAR = "in the latest 12 months"
SPANS = {
    "completeness": YEAR,
    "validity": "in the latest files",
    "timeliness": "after a month's end at the slowest, in the latest 12 months",
    "uniqueness": "in the latest files",
    "consistency": YEAR,
}
"""What a facet's number is of, of a provider."""
OF_ROWS = "after their own day for nine of ten rows, in the latest 12 months"
"""What a council's days are of; its other facets are of YEAR."""
OF_FILES = ("validity", "uniqueness")
"""Facets counted over files: each point of theirs is a day of loading."""
STEPS = {"provider": "Month by month", "council": "Quarter by quarter"}
BY_FILE = "By day of loading"
"""What the points of a facet's chart are, where they are of files."""
LACKING = {"provider": "not asked, or too few", "council": "? too few to say"}
"""What stands where a facet is not told: of a provider that has no other side, or of few rows."""


def of(scope: Scope) -> Mapping[str, Facet]:
    """The facets that can be told of a provider or a council."""
    if scope == "provider":
        return FACETS
    whole = ("completeness", "timeliness", "consistency")
    return {id: ROWS_LATE if id == "timeliness" else FACETS[id] for id in whole}


def headline(name: str, now: pd.DataFrame, scope: Scope, first: Sequence[str] = ()) -> str:
    """What needs work, or watching, of a provider or council; now: its rows of facets_now().

    first: what is graver than any facet, in a few words each.
    """
    facets = of(scope)
    nouns = {
        state: [facets[id].noun for id in now.loc[now["state"] == state, "facet"]]
        for state in ORDER
    }
    told = sum(len(nouns[state]) for state in ("needs work", "watch", "good"))
    if not told:
        return f"Too little is known of {name} to judge what it sends"
    good = f"{len(nouns['good'])} of {told} counts are good"
    work = f"{words.listed(nouns['needs work'])} to work on" if nouns["needs work"] else ""
    watch = f"{words.listed(nouns['watch'])} to watch" if nouns["watch"] else ""
    return f"{name}: {', '.join(filter(None, (*first, work, watch, good)))}"


def cards(view: View, scope: Scope, key: str, now: pd.DataFrame) -> None:
    """Every facet as its state in words and a small chart, side by side on a wide screen."""
    facets = of(scope)
    past = view.ask(results.history, scope, key)
    known = {row["facet"]: row for _, row in now.iterrows()}
    places = st.columns(len(facets), gap="medium")
    for place, (id, facet) in zip(places, facets.items(), strict=True):
        with place:
            _card(facet, known.get(id), past[past["facet"] == id], scope)
    st.html(f'<p class="caveat">{panels.html(KEY)}</p>')


def _card(facet: Facet, now: pd.Series | None, past: pd.DataFrame, scope: Scope) -> None:
    state = "too few to say" if now is None else now["state"]
    span = SPANS[facet.id] if scope == "provider" else OF_ROWS if facet is ROWS_LATE else YEAR
    value = "" if now is None else f"{facet_chart.said(now['value'], facet)} {span}: "
    st.html(
        f'<p class="small card"><b>{words.FACET_MARKS[state]} {facet.name}</b><br>'
        f"{panels.html(value)}{state}</p>"
    )
    if past["value"].notna().any():
        by = BY_FILE if facet.id in OF_FILES else STEPS[scope]
        st.html(f'<p class="caveat">{by}</p>')
        chart, alt = facet_chart.chart(past.dropna(subset=["value"]), facet)
        st.altair_chart(chart, width="stretch", alt=alt)
    else:
        st.caption("Nothing to draw yet.")
    weakest = f"Weakest: {now['weakest']}. " if now is not None and now["weakest"] else ""
    one = "One point so far. " if past["value"].notna().sum() == 1 else ""
    st.html(
        f'<p class="caveat">{panels.html(f"{weakest}{one}Good {facet_chart.limit(facet)}.")}</p>'
    )


def at_a_glance(now: pd.DataFrame, names: Mapping[str, str], scope: Scope) -> pd.DataFrame:
    """Every provider or council in a row, every facet in a column: shape, value and word."""
    facets = of(scope)
    values = map(facet_chart.said, now["value"], now["facet"].map(facets))
    said = now.assign(
        text=[
            f"{words.FACET_MARKS[state]} {value}, {state}"
            for value, state in zip(values, now["state"], strict=True)
        ]
    )
    table = said.pivot(index="key", columns="facet", values="text").reindex(columns=list(facets))
    table = table.reindex([key for key in names if key in table.index])
    table = table.astype("object").fillna(LACKING[scope])
    table.columns = pd.Index([_heading(facet) for facet in facets.values()])
    who = "Provider" if scope == "provider" else "Council"
    table.insert(0, who, [names[key] for key in table.index])
    return table.reset_index(drop=True)


def _heading(facet: Facet) -> str:
    """A facet's name; of days also from when they count, since providers and councils differ."""
    if facet.unit == "share":
        return facet.name
    since = "the row's own day" if facet is ROWS_LATE else "a month's end"
    return f"{facet.name} (after {since}; good {facet_chart.limit(facet)})"


def by_need(now: pd.DataFrame, ties: Mapping[str, int | str]) -> list[str]:
    """Keys of facets_now(): most that needs work first, then most to watch, then by `ties`.

    ties: by key what settles ties, such as its name.
    """
    counts = now.groupby("key")["state"].value_counts().unstack(fill_value=0)
    counts = counts.reindex(columns=list(ORDER), fill_value=0)
    found = counts.assign(tie=pd.Series(ties))
    order = found.sort_values(["needs work", "watch", "tie"], ascending=[False, False, True])
    return [str(key) for key in order.index]


def item_table(found: pd.DataFrame) -> pd.DataFrame:
    """items() of metrics.results as a table to read and to keep."""
    days = found["facet"] == "timeliness"
    counts = [
        "" if late else words.HIDDEN if hidden else words.count(part)
        for late, hidden, part in zip(days, found["hidden"], found["numerator"], strict=True)
    ]
    values = [
        f"{part:,.0f} days" if late else words.HIDDEN if hidden else words.percent(value)
        for late, hidden, part, value in zip(
            days, found["hidden"], found["numerator"], found["value"], strict=True
        )
    ]
    return pd.DataFrame(
        {
            "Export": found["export"].str.replace("_", " "),
            "Facet": found["facet"].str.capitalize(),
            "What": found["item"].map(item_words),
            "Value": values,
            "Good": counts,
            "Out of": found["denominator"].map(words.count),
        }
    )


RESTS_ON = (
    "A row that was turned away has no council, so rejections and repeats are judged by provider "
    "only."
)
MATRIX_KEY = (
    f"{MARKS}. Point at a cell for its value. Columns are in alphabetical order, never ranked."
)


def overall(now: pd.DataFrame, names: Mapping[str, str]) -> str:
    """How many councils need work, and on what most; now: facets_now() of councils."""
    wrong = now[now["state"] == "needs work"]
    if wrong.empty:
        watched = now.loc[now["state"] == "watch", "key"].nunique()
        tail = f"; {watched} of {len(names)} should be watched" if watched else ""
        return f"No council area needs work in what is sent about it{tail}"
    most = of("council")[str(wrong["facet"].mode().iloc[0])].noun
    keys = list(dict.fromkeys(wrong["key"]))
    verb = "needs" if len(keys) == 1 else "need"
    return f"{len(keys)} of {len(names)} council areas {verb} work, most often on {most}"


def overall_under(now: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Which councils need work, for the line under the headline."""
    keys = dict.fromkeys(now.loc[now["state"] == "needs work", "key"])
    found = sorted(names[key] for key in keys)
    return f"{words.listed(found)}. {RESTS_ON}" if found else RESTS_ON


def matrix(now: pd.DataFrame) -> pd.DataFrame:
    """facets_now() of councils in the shape of charts/matrix.py, councils by name."""
    facets = of("council")
    grid = pd.MultiIndex.from_product([now["key"].unique(), facets], names=["key", "facet"])
    now = now.set_index(["key", "facet"]).reindex(grid).reset_index()
    found = now.assign(
        state=now["state"].fillna("too few to say"),
        id="",
        name=now["facet"].map({id: each.name for id, each in facets.items()}),
        area_code=now["key"],
        area_name=now["key"].map(area_names()),
        said=[
            facet_chart.said(value, facets[id])
            for value, id in zip(now["value"], now["facet"], strict=True)
        ],
    )
    return found.sort_values(["area_name"], kind="stable")


METHOD = (
    "**Complete**: cells filled in, of those that the standard asks for and does not require "
    "(a row without a required cell is turned away); months of incidents that never came have all "
    "their cells blank, for their council and for the provider that alone sends them; which cells "
    "are asked of whom is listed in `data/asked_for.py`. **Accepted**: rows not turned away, of "
    "rows read in the latest file of each export (files of one day that hold other rows of the "
    "same months count together). Of several exports the worst decides. "
    "**On time**: of a provider, days from the end of a month until the first file about it came. "
    "**Rows in time**: of a council, days within which nine of ten rows came after their own day, "
    "which may lie a month before its month's end. Months before a "
    "provider's first file, and rows more than a year old, are history and not late. **No "
    "repeats**: rows that repeat no other row or key. **Both sides agree**: of referrals that "
    "sender and receiver both report, or should, the share that agree on the point where fewest "
    "do: council, date, purpose, order of dates, or whether the other side has the referral at "
    "all.\n\n"
    "A state is our judgement, not a target: good from 95 % (accepted and no repeats: 99 %), needs "
    "work where even the upper end of the 95 % interval is under 90 % (97 %). A provider is on "
    f"time up to {FACETS['timeliness'].good:.0f} days after a month's end and late past "
    f"{FACETS['timeliness'].watch:.0f}; a council's rows may be a month older, so theirs are "
    f"{ROWS_LATE.good:.0f} and {ROWS_LATE.watch:.0f} days: 56 days can be late for a provider and "
    "in time for a council. What to fix is in one order on "
    "every page and in providers' summaries: critical checks first and notes last, between them by "
    "rows touched times one and the number of indicators that read them, as every reader may see "
    "these rows. What a steward accepted or dismissed is left out until its day. "
    "“Since” is said only where a share at least doubled in one clear step."
)
