"""The latest complete month of one measure beside the same month a year before."""

from dataclasses import dataclass

import pandas as pd

from data.engine import Reader
from data.reference import SCOTLAND
from metrics.answers import signals
from metrics.answers.trend import trend
from metrics.measure import Kind, measures

HISTORY = 24
"""Months shown: two of each calendar month."""


@dataclass(frozen=True)
class YearOnYear:
    """One number as a reader first meets it."""

    name: str
    kind: Kind
    period_start: pd.Timestamp | None
    """First day of the latest complete month; None when there is no complete month."""
    value: float
    """A count, a share 0 to 1 or a rate per 100; NaN when hidden."""
    year_before: float
    missing: str
    """Why there is no value, as in cells(); "none" without a month, "" when there is one."""
    missing_before: str
    """The same for the year before."""
    because: str
    """Title of the check that withholds either value, or ""."""
    partial: str
    """What the latest value is without, or is doubtful in it, as in cells(); or ""."""
    usual: str
    """Whether the latest month is out of the ordinary, in a few words: as the page Trend has it."""
    history: list[float]
    """Up to 24 values, the oldest first, NaN for a gap."""

    @property
    def ratio(self) -> float:
        """Value over that of a year before; NaN when either is missing or nothing was there."""
        return self.value / self.year_before if self.year_before > 0 else float("nan")


def year_on_year(reader: Reader, measure_id: str, area_code: str = SCOTLAND) -> YearOnYear:
    """One measure in one area, latest month against the year before. Raises KeyError.

    Example: year_on_year(reader, "referrals").ratio is 1.05 when there are 5 % more.
    """
    measure = measures()[measure_id]
    chart = trend(reader, measure_id, area_code, rebase="regimes")
    found = chart.set_index("period_start")
    months, missing = found["value"], found["missing"]
    if months.empty:
        nothing = float("nan")
        return YearOnYear(
            *(measure.name, measure.kind, None, nothing, nothing, "none", "none", "", ""),
            usual="",
            history=[],
        )
    last = months.index[-1]
    before = last - pd.DateOffset(years=1)
    recent = months.tail(HISTORY)
    return YearOnYear(
        name=measure.name,
        kind=measure.kind,
        period_start=last,
        value=float(months.iloc[-1]),
        year_before=float(months.get(before, float("nan"))),
        missing=str(missing.iloc[-1]),
        missing_before=str(missing.get(before, "none")),
        because=str(found["because"].iloc[-1] or found["because"].get(before, "")),
        partial=str(found["partial"].iloc[-1]),
        usual=signals.usual(chart),
        history=recent.tolist(),
    )
