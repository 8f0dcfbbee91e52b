"""Dates of the sample: working days of Scotland, and delays drawn to be in time or late."""

from functools import cache

import numpy as np
from holidays import country_holidays

from data.generator.frame import Flags, Ints

YEARS = range(2015, 2035)


@cache
def _calendar() -> np.busdaycalendar:
    days = np.array(sorted(country_holidays("GB", subdiv="SCT", years=YEARS)), "datetime64[D]")
    return np.busdaycalendar(holidays=days)


def after(days: Ints, count: Ints) -> Ints:
    """The day that is `count` working days after each day, or before it when negative."""
    found = np.busday_offset(
        days.astype("datetime64[D]"), count, roll="backward", busdaycal=_calendar()
    )
    return found.astype(np.int64)


def working_day(rng: np.random.Generator, first: Ints, next_first: Ints) -> Ints:
    """A working day drawn from each month, given its first day and that of the next month."""
    last = next_first - 1
    drawn = first + (rng.random(len(first)) * (next_first - first)).astype(np.int64)
    moved = after(drawn, np.zeros_like(drawn))
    # A draw before the month's first working day falls back into the month before.
    return np.where(moved < first, np.minimum(after(first, np.ones_like(first)), last), moved)


def reported(rng: np.random.Generator, sent: Ints, delay: Ints) -> Ints:
    """When the incident was reported, `delay` working days before it was sent."""
    found = after(sent, -delay)
    later = found + rng.integers(0, 3, len(found))
    weekend = ~np.is_busday(later.astype("datetime64[D]"), busdaycal=_calendar())
    return np.where(weekend & (later < sent), later, found)


def delay(rng: np.random.Generator, in_time: Flags, limit: Ints) -> Ints:
    """Working days taken: up to the limit when in time, a few more when not."""
    early = (rng.random(len(limit)) * (limit + 1)).astype(np.int64)
    late: Ints = limit + rng.geometric(0.4, len(limit))
    return np.where(in_time, early, late)
