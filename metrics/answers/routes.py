"""Who refers to whom in one area: every route of a year that may be shown, and how it changed."""

import pandas as pd

from data.engine import Reader
from data.reference import SCOTLAND
from metrics import rates
from metrics.answers.cells import cells
from metrics.answers.consent_period import QUARTERS, quarters
from metrics.answers.periods import PeriodType
from metrics.answers.regimes import regimes
from metrics.answers.rounding import rounded_to, smallest
from metrics.quasi_poisson import Effect

COLUMNS = (
    *("sender", "service", "count", "sent", "share", "low", "high"),
    *("year_before", "under_consent", "on_year_before", "on_consent"),
)


def route_years(reader: Reader, area_code: str = SCOTLAND) -> list[pd.Timestamp]:
    """First days of the complete financial years that have a route to show, the latest first."""
    found = _routes(reader, area_code, "year")
    found = found[found["complete"] & found["numerator"].notna()]
    return sorted(found["period_start"].unique(), reverse=True)


def routes(reader: Reader, year_start: pd.Timestamp, area_code: str = SCOTLAND) -> pd.DataFrame:
    """The routes of one financial year that may be shown, most used first.

    Columns: sender and service (codes), count, sent (all that the sender sent, NaN when hidden),
    share of it (0 to 1, NaN of too few) with its 95 % Wilson interval, year_before (count of the
    year before) and under_consent (of four quarters of the consent period); NaN where one of
    them is hidden. on_year_before and on_consent: how count changed from them, an Effect, or None
    where they are hidden or too few for a change in per cent.
    Nothing is worked out by subtraction: a route that is not published has no row.
    """
    every = _routes(reader, area_code, "year")
    now, before = (
        _counts(every[every["period_start"] == start])
        for start in (year_start, year_start - pd.DateOffset(years=1))
    )
    found = now.rename("count").to_frame()
    places = found.index.str.split(">", n=1, expand=True)
    found = found.assign(
        sender=places.get_level_values(0) if len(found) else [],
        service=places.get_level_values(1) if len(found) else [],
    )
    sent = _counts(
        cells(
            reader,
            "referrals",
            period_type="year",
            area_code=area_code,
            dimension="from_org",
            period_start=year_start,
        )
    )
    whole = found["sender"].map(sent)
    # parts and whole are rounded apart: together the parts are never more than their whole
    together = found.groupby("sender")["count"].transform("sum")
    base = whole.where(whole.isna() | (whole >= together), together)
    base = base.where(whole >= smallest(reader))
    share, low, high = rates.estimate("share", found["count"], base, smallest=1)
    found = found.assign(
        sent=whole,
        share=share,
        low=low,
        high=high,
        year_before=before.reindex(found.index),
        under_consent=_under_consent(reader, area_code).reindex(found.index),
    )
    for name, then, counts in (
        ("on_year_before", "year_before", 1),
        ("on_consent", "under_consent", QUARTERS),
    ):
        pairs = zip(found["count"], found[then], strict=True)
        made = [_moved(reader, *pair, counts) for pair in pairs]
        found[name] = pd.Series(made, found.index, dtype="object")
    return found.sort_values("count", ascending=False, kind="stable")[list(COLUMNS)]


def _routes(reader: Reader, area_code: str, period_type: PeriodType) -> pd.DataFrame:
    return cells(
        reader,
        "routes",
        period_type=period_type,
        area_code=area_code,
        dimension="route",
    )


def _counts(found: pd.DataFrame) -> pd.Series:
    known = found[found["numerator"].notna()].set_index("category")["numerator"]
    return known.astype("Float64").astype("float64")


def _moved(reader: Reader, now: float, then: float, counts: int) -> Effect | None:
    """A change between two years as chance and rounding let it be; then adds up some counts.

    A change in per cent is a rate per count of then, and has none on too few either.
    """
    if not then >= smallest(reader, counts=counts):
        return None
    half = rounded_to(reader) // 2
    found = rates.ratio([now], [then], off=(half, counts * half))
    return Effect(*(float(each[0]) for each in found))


def _under_consent(reader: Reader, area_code: str) -> pd.Series:
    """Each route's count over the four quarters, where all of them may be shown."""
    every = _routes(reader, area_code, "quarter")
    wanted = quarters(every["period_start"], regimes(reader, area_code))
    own = every[every["period_start"].isin(wanted) & every["numerator"].notna()]
    by_route = own.groupby("category")["numerator"]
    added = by_route.sum()[by_route.count() == len(wanted)]
    return added.astype("Float64").astype("float64")
