"""The parts of the page Trend: the chart with its signals, the shifts, and the breakdown."""

from html import escape

import pandas as pd
import streamlit as st

from metrics import results
from metrics.answers import changes, signals, stretches, suggestions
from metrics.answers.broken_down import Counted
from metrics.measure import Measure, measures
from pages.ui import filters, panels, withheld, words
from pages.ui.charts import control, regimes, small_multiple
from pages.ui.frame import View

COUNTED: dict[Counted, str] = {
    "number": "Number of referrals",
    "rate": "Per 100 domestic abuse incidents",
}
MEASURES = {"number": "referrals", "rate": "C17"}
COLUMNS, MOST = 3, 9
"""Small charts beside one another on a wide screen, and how many are drawn at most."""
LATEST = 8
"""Signals listed in the open; the table has all."""
CAVEAT = (
    f"{control.KEY} Limits are worked out afresh for each lawful basis, at this area's own dates. "
    "Months in which the change fell, and all months of a window whose day is not known, have no "
    "limits: a level that moves from place to place has no ordinary variation. With fewer than 12 "
    "months there are too few to say what is usual: nothing is read into the limits."
)
NOT_SHOWN = """
- **Not a cause.** A signal says that a month is unlike its neighbours, not why.
- **Not every signal matters.** Of months that vary by chance alone about one in a hundred lies
  outside the limits, and summer differs from February every year; the limits know no seasons.
- **Not demand.** Fewer referrals may mean fewer incidents: look at the rate as well.
"""
METHOD = """
An XmR chart: limits lie 2.66 mean moving ranges from the mean (Making Data Count, NHS England). A
point signals when it lies outside the limits, is one of seven in a row on one side of the mean or
one of seven that rise or fall, or one of two in three close to a limit. Shifts are looked for in
the logarithms of all months, free of season, with no regard to any date; `docs/steps.md` says how
often they are wrong. They only suggest: no limit and no date follows from them. A rate sets
referrals against the domestic abuse incidents of the same councils and months. The code is
`metrics/spc.py`, `metrics/answers/trend.py` and `metrics/steps.py`.
"""


def measure(counted: Counted) -> Measure:
    """The measure that a choice of COUNTED stands for."""
    return measures()[MEASURES[counted]]


def over_time(view: View, found: pd.DataFrame, area: str, counted: Counted) -> None:
    """The control chart of one area with events and bands; found: trend() rebased at regimes."""
    kind = measure(counted).kind
    if not _enough(found):
        some = found["value"].notna().any()
        panels.empty(
            f"{'Most months cannot' if some else 'No month can'} be shown here.",
            f"Counts this small are hidden ({words.HIDDEN}), or nothing was sent.",
            filters.larger(area, "the number" if counted == "rate" else ""),
        )
        withheld.note(found)
        panels.behind(view, _table(found, counted), f"trend {counted}")
        return
    panels.figure(
        view,
        f"{measure(counted).name} by month, {filters.area_label(area)}",
        control.chart(found, view.ask(results.regimes, area), kind=kind, height=400),
        _table(found, counted),
        caveat=" ".join(filter(None, (CAVEAT, _trial(found), recording(found)))),
        key=regimes.key(found["period_start"]),
        name=f"trend {counted}",
    )
    withheld.note(found)


def _trial(found: pd.DataFrame) -> str:
    """Which stretches are too short for their limits to say anything."""
    short = found[found["trial"] & found["mean"].notna()]["stretch"].unique()
    names = words.listed(signals.during(str(each)) for each in short)
    return f"Too few months to say what is usual: {names}." if names else ""


def recording(found: pd.DataFrame) -> str:
    """That one level spans the change of recording, where it does."""
    moved = changes.recording_moved()
    after = found["period_start"] >= moved
    judged = ~found["stretch"].isin(stretches.UNJUDGED)
    spans = set(found.loc[judged & after, "stretch"]) & set(found.loc[judged & ~after, "stretch"])
    if not spans:
        return ""
    return (
        f"Recording moved to another system in {words.period(moved)}; the months on both sides "
        "share their mean and limits, so a shift at that time may lie in the recording alone."
    )


def heard(found: pd.DataFrame) -> None:
    """The signals as a list, the latest first, each with its rule in plain English."""
    st.header("Signals of change", anchor=False)
    told = [signals.said(run) for run in signals.runs(found)][::-1]
    if not told:
        seen = "No month signals a change within its period."
        st.html(f'<p class="under">{seen if _enough(found) else "Too few months are shown."}</p>')
        return
    items = "".join(f"<li>{panels.html(each)}</li>" for each in told[:LATEST])
    rest = len(told) - LATEST
    more = f'<p class="caveat">{rest} earlier ones are in the table.</p>' if rest > 0 else ""
    st.html(f'<ul class="told">{items}</ul>{more}')


def shifts(view: View, area: str, counted: Counted) -> None:
    """What the search for steps suggests, or why it could not be made."""
    found, why = view.ask(results.suggestions, MEASURES[counted], area)
    st.header("Shifts worth a look", anchor=False)
    told = [suggestions.said(each) for each in sorted(found, key=lambda each: bool(each.event))]
    if why:
        told = [f"Shifts cannot be looked for here: {why}."]
    elif not told:
        told = ["No shift in the level stands out. Nothing was redrawn."]
    items = "".join(f"<li>{panels.html(each)}</li>" for each in told)
    st.html(f'<ul class="told">{items}</ul>')


def categories(view: View, area: str, by: str, counted: Counted) -> None:
    """One small control chart for each category of a breakdown, the largest first."""
    st.header(f"By {filters.dimension_label(by).lower()}", anchor=False)
    found = view.ask(results.broken_down, by, area, counted=counted)
    drawn = {name: each for name, each in found.items() if _enough(each)}
    if not drawn:
        panels.empty(
            "No category can be drawn here.",
            f"Each has too few in most months ({words.HIDDEN}).",
            filters.larger(area),
        )
    names = list(drawn)[:MOST]
    regime = view.ask(results.regimes, area)
    for start in range(0, len(names), COLUMNS):
        places = st.columns(COLUMNS, gap="medium")
        for place, name in zip(places, names[start : start + COLUMNS], strict=False):
            with place:
                _small(name, drawn[name], regime, counted)
    if names:
        panels.marks(regimes.key(drawn[names[0]]["period_start"]))
    left = [words.category(name) for name in found if name not in names]
    if left:
        said = f"Not drawn, because too many of their months are hidden: {words.listed(left)}."
        st.html(f'<p class="caveat">{panels.html(said)}</p>')
    if found:
        panels.behind(view, _wide(found, counted), f"referrals by month and {by}")


def _enough(series: pd.DataFrame) -> bool:
    """Whether a line would not mislead: the months that show are not only the high ones."""
    return len(series) > 0 and bool(series["value"].notna().mean() > 0.5)


def _small(name: str, series: pd.DataFrame, regime: pd.DataFrame, counted: Counted) -> None:
    kind, last = measure(counted).kind, series.iloc[-1]
    value = words.measured(last["value"], kind, last["missing"])
    when = words.period(last["period_start"])
    judged = {"outside limits": "outside its ordinary range", "": "within its ordinary range"}
    said = judged.get(last["signal"], "a signal of change")
    if signals.unjudged(series):
        said = "too few months to judge"
    label = words.category(name)
    stands = f"{when}: {value}, {said}" if words.known(last["value"]) else f"{when}: {value}"
    st.html(f'<p class="small"><b>{escape(label)}</b><br>{panels.html(stands)}</p>')
    table = series.rename(columns={"value": "count"}).assign(counterfactual=float("nan"))
    top = float(table["count"].max())
    unit = "referrals a month" if counted == "number" else "referrals per 100 incidents"
    small_multiple.chart(table, regime, label, top, unit=unit).show()


def _table(found: pd.DataFrame, counted: Counted) -> pd.DataFrame:
    kind = measure(counted).kind
    marked = [
        signals.RULES.get(pair, "")
        for pair in zip(found["signal"], found["direction"], strict=True)
    ]
    return pd.DataFrame(
        {
            "Month": found["period_start"].map(words.period),
            COUNTED[counted]: _said(found, "value", kind),
            "Mean": _limit(found["mean"], kind),
            "Lower limit": _limit(found["limit_low"].clip(lower=0), kind),
            "Upper limit": _limit(found["limit_high"], kind),
            "Signal": marked,
        }
        | withheld.column(found)
    )


def _said(found: pd.DataFrame, column: str, kind: str) -> list[str]:
    return [
        words.measured(value, kind, why)
        for value, why in zip(found[column], found["missing"], strict=True)
    ]


def _limit(limits: pd.Series, kind: str) -> list[str]:
    return [words.measured(each, kind) if words.known(each) else "" for each in limits]


def _wide(found: dict[str, pd.DataFrame], counted: Counted) -> pd.DataFrame:
    kind = measure(counted).kind
    months = next(iter(found.values()))["period_start"].map(words.period)
    columns = {words.category(name): _said(each, "value", kind) for name, each in found.items()}
    return pd.DataFrame({"Month": months, **columns} | withheld.column(next(iter(found.values()))))
