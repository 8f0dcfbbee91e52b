"""Scotland's working days: how many there have been, and how far a day's data reaches."""

from datetime import date, timedelta
from functools import cache

from data.codes import FIRST_DAY


def working_days(until: date) -> list[tuple[date, int]]:
    """Every day from FIRST_DAY with the number of working days up to and including it.

    The working days from one day to another are the difference of their numbers. Public holidays
    are Scotland's bank holidays (package `holidays`); councils' local holidays are not counted.
    """
    found, number = [], 0
    for past in range((until - FIRST_DAY).days + 1):
        day = FIRST_DAY + timedelta(days=past)
        number += is_worked(day)
        found.append((day, number))
    return found


def is_worked(day: date) -> bool:
    """Whether a day is a working day: no Saturday, Sunday or bank holiday."""
    return day.weekday() < 5 and day not in _holidays(day.year)


def covered(as_at: date) -> date:
    """The last day that data up to as_at covers: the day before the next working day.

    Data that ends on a Friday has the weekend too, and so a month that ends in that weekend;
    a month with a working day still to come is not complete.
    """
    day = as_at
    while not is_worked(day + timedelta(days=1)):
        day += timedelta(days=1)
    return day


@cache
def _holidays(year: int) -> frozenset[date]:
    from holidays import country_holidays  # a fifth of a second, which few pages need

    return frozenset(country_holidays("GB", subdiv="SCT", years=year))
