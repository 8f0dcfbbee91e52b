"""Referrals that were sent and never received: over time, by service, by police division."""

import pandas as pd
import streamlit as st

from data.reference import SCOTLAND
from metrics import results
from metrics.answers import route_sentences
from metrics.answers.periods import PeriodType
from metrics.indicator import indicators
from pages.ui import filters, panels, words
from pages.ui.charts import intervals, regimes, share_over_time
from pages.ui.frame import View

ID = "K03"
OF = "referrals sent and never received"
MEANS = """
**What it means.** A person was promised help, and the service that was to give it has no record of
the referral. Some of these are lost; some are there under another reference, which looks the same.

**What to do.** Ask the sender and the service to compare their lists of one month, by date and
reference. Mend the references first, then ask who checks that a referral has arrived.
"""


def section(view: View, area: str, year_start: pd.Timestamp) -> None:
    """The sentence, the chart over quarters, and the year by service and by division."""
    st.header("Sent but never received", anchor=False)
    by_service = _cells(view, area, "year", "to_org", year_start)
    names = {str(code): words.category(str(code)) for code in by_service["category"]}
    service = filters.choice("service", "Service", {"": "All services", **names}, of_all=False)
    cut = "to_org" if service else "all"
    found = _quarters(view, area, cut, service or "all")
    year = _cells(view, area, "year", cut, year_start)
    year = year[(year["category"] == (service or "all")) & year["value"].notna()]
    last = year.iloc[0] if len(year) else None
    said = route_sentences.lost(
        last, words.period(year_start, "year"), area, names.get(service, "")
    )
    if found["value"].isna().all():
        panels.empty(f"{said}.", indicators()[ID].caveat, filters.larger(area))
        return
    panels.figure(
        view,
        said,
        share_over_time.chart(found, view.ask(results.regimes, area), "quarter", OF),
        _table(found),
        caveat="Each mark is a quarter with its 95 % Wilson interval. Counted only where the "
        "service reports what it receives.",
        key=regimes.key(found["period_start"], "quarter"),
        name="sent and never received by quarter",
        of={"Service": names.get(service, "All services")},
        inside=True,
    )
    left, right = st.columns(2, gap="large")
    with left:
        named = by_service.assign(name=by_service["category"].map(words.category))
        _dots(view, named, f"By service, {words.period(year_start, 'year')}", "Service")
    with left if area == SCOTLAND else right:
        st.markdown(MEANS)
    if area == SCOTLAND:
        with right:
            _by_division(view, year_start)


def _cells(
    view: View, area: str, period_type: PeriodType, cut: str, start: pd.Timestamp | None = None
) -> pd.DataFrame:
    day = f"{start:%Y-%m-%d}" if start is not None else None
    return view.ask(
        results.cells,
        ID,
        period_type=period_type,
        area_code=area,
        dimension=cut,
        period_start=day,
    )


def _quarters(view: View, area: str, cut: str, category: str) -> pd.DataFrame:
    """Complete quarters of one service or of all; one that is not published is a gap."""
    whole = _cells(view, area, "quarter", "all")
    whole = whole[whole["complete"] & (whole["missing"] != "none")]
    own = _cells(view, area, "quarter", cut)
    own = own[own["category"] == category].set_index("period_start")
    own = own.reindex(whole["period_start"])
    return own.assign(missing=own["missing"].fillna("hidden")).reset_index()


def _by_division(view: View, year_start: pd.Timestamp) -> None:
    found = view.ask(
        results.cells,
        ID,
        period_type="year",
        area_type="division",
        period_start=f"{year_start:%Y-%m-%d}",
    )
    named = found.assign(
        name=[filters.area_label(code).removesuffix(" division") for code in found["area_code"]]
    )
    _dots(view, named, f"By police division, {words.period(year_start, 'year')}", "Police division")


def _dots(view: View, named: pd.DataFrame, heading: str, what: str) -> None:
    """One mark a name, in the order of the names: never a rank."""
    shown = named.dropna(subset=["value"]).sort_values("name")
    if shown.empty:
        panels.empty(f"{heading}: nothing can be shown.", "All counts are small.", "")
        return
    hidden = words.listed(named.loc[named["value"].isna(), "name"])
    panels.drawing(
        heading,
        intervals.chart(shown[["name", "value", "low", "high"]], OF),
        caveat=f"Too few, hidden or withheld: {hidden}." if hidden else "",
        inside=True,
    )
    table = _named(named).rename(columns={"Name": what})
    panels.behind(view, table, f"sent and never received by {what.lower()}")


def _named(named: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"Name": named["name"].to_numpy(), **_parts(named)})


def _table(found: pd.DataFrame) -> pd.DataFrame:
    quarters = [words.period(each, "quarter") for each in found["period_start"]]
    return pd.DataFrame({"Quarter": quarters, **_parts(found)})


def _parts(found: pd.DataFrame) -> dict[str, list[str]]:
    return {
        "Never received": list(map(words.part, found["numerator"], found["missing"])),
        "Sent": list(map(words.part, found["denominator"], found["missing"])),
        "Share": list(map(words.percent, found["value"], found["missing"])),
        "95 % interval": [
            words.interval(low, high).removeprefix("95 % interval ")
            for low, high in zip(found["low"], found["high"], strict=True)
        ],
    }
