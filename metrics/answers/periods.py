"""Months, quarters and financial years: when one ends, whether the data covers it, how it reads."""

from datetime import date
from typing import Literal

import pandas as pd

from data.working_days import covered

PeriodType = Literal["month", "quarter", "year"]
MONTHS: dict[PeriodType, int] = {"month": 1, "quarter": 3, "year": 12}


def end(period_start: pd.Timestamp, period_type: PeriodType) -> pd.Timestamp:
    """The last day of the period that starts on this day."""
    return period_start + pd.DateOffset(months=MONTHS[period_type]) - pd.Timedelta(days=1)


def ends(period_starts: pd.Series, period_type: PeriodType) -> pd.Series:
    """The last day of every period of a column of first days."""
    after = period_starts + pd.DateOffset(months=MONTHS[period_type])
    return after - pd.Timedelta(days=1)


def complete(period_starts: pd.Series, period_type: PeriodType, as_at: pd.Timestamp) -> pd.Series:
    """Whether the data, which reaches to as_at, covers each period to its last working day."""
    return ends(period_starts, period_type) <= pd.Timestamp(covered(as_at.date()))


def worded(period_start: pd.Timestamp, period_type: PeriodType = "month") -> str:
    """A period as people say it: Mar 2024, Jan to Mar 2024, 2023-24."""
    if period_type == "month":
        return period_start.strftime("%b %Y")
    last = end(period_start, period_type)
    if period_type == "quarter":
        return f"{period_start.strftime('%b')} to {last.strftime('%b %Y')}"
    return f"{period_start.year}-{last.year % 100:02d}"


def last_complete(period_type: PeriodType, as_at: pd.Timestamp) -> pd.Timestamp:
    """The first day of the latest period that the data covers to its end."""
    here: pd.Timestamp = starts(pd.Series([as_at]), period_type).iloc[0]
    if complete(pd.Series([here]), period_type, as_at).iloc[0]:
        return here
    return here - pd.DateOffset(months=MONTHS[period_type])


def start(day: date, period_type: PeriodType) -> date:
    """The first day of the period that a day lies in."""
    if period_type == "year":
        return date(day.year - (day.month < 4), 4, 1)
    months = MONTHS[period_type]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def starts(days: pd.Series, period_type: PeriodType) -> pd.Series:
    """The first day of the period that each day of a column lies in; years begin on 1 April."""
    month = days.dt.month
    back = {"month": month * 0, "quarter": (month - 1) % 3, "year": (month - 4) % 12}
    first: pd.Series = (days.dt.to_period("M") - back[period_type]).dt.to_timestamp()
    return first
