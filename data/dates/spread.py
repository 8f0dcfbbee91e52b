"""How the dates of one column lie within their months: where none is late, that is no chance."""

from dataclasses import dataclass

from data.codes import LAST_DAY, LONG_AGO
from data.dates.order import Order, numbers_sql, straight_sql, turned_sql
from data.dates.styles import EXCEL, one_sql
from data.engine import Connection
from data.export import Column

LAST_EARLY = 12
"""The last day of a month whose number is a month's, too."""
FEWEST_DAYS, FEWEST_ALIKE, FEWEST_MONTHS = 10, 7, 3
"""Days, or days with one number, outside the month that has most; and months."""
FEWEST_TO_MENTION = 6
"""Days that are so by chance with a probability of 0.39 ** 6, 1 in 270: told, and read."""
MOST_LATE = 0.05
A_WEEK = 7


@dataclass(frozen=True)
class Spread:
    """Of the different days that a column of numbers tells, as they are read; repeats left out."""

    late: int
    """After the 12th of their month."""
    early: int
    months: int
    """Months that the early ones lie in."""
    beyond: int
    """Early ones outside the month that has most of them."""
    weekend: int
    """Early ones on a Saturday or Sunday."""
    starts: int
    """The day of the month that a twentieth of the early ones lie before, or none; 0 for none."""
    ends: int
    """The day of the month that a twentieth lie after, or none; 0 for none."""

    @property
    def may_be_swapped(self) -> bool:
        """Whether every date could have day and month swapped, but for a few mended by hand."""
        return bool(self.early) and self.late <= MOST_LATE * (self.early + self.late)

    @property
    def is_telling(self) -> bool:
        """Whether that no date is late is close to impossible, were days just as they come.

        Of the 365 days of a year 144 are not after the 12th: one day is so with a probability of
        0.39, and ten are with one of 0.39 ** 10, 1 in 11,000; of twenty all but one are with 1 in 3
        million. That seven more have the number that one has (12 / 365 each) is rarer still: so are
        those of the working days up to the 12th in an export of one month, once swapped. The month
        that has most days is left out and three are asked for, since an export may end early in a
        month, and its days are then not just as they come.
        """
        return self._has(FEWEST_ALIKE if self.starts == self.ends else FEWEST_DAYS)

    @property
    def is_odd(self) -> bool:
        """Whether the same is merely unlikely."""
        return self._has(FEWEST_TO_MENTION)

    def _has(self, fewest: int) -> bool:
        enough = self.beyond >= fewest and self.months >= FEWEST_MONTHS
        return enough and self.may_be_swapped

    @property
    def is_first_days(self) -> bool:
        """Whether the dates stand for months: each is the first of one."""
        return self.starts == self.ends == 1

    def is_by_calendar(self, *, planned: bool) -> bool:
        """Whether days are fixed in the month, and so are not just as they come.

        So are the first of a month, planned days such as the 10th, and meetings in one week of the
        month, as on first Tuesdays, which are never at weekends. An export of one month whose days
        and months were swapped has one day in each month too: that cannot be for what happened,
        and over a year any day but the 29th to 31st falls on a weekend at least twice.
        """
        if self.starts == self.ends:
            return planned or self.is_first_days
        in_one_week = self.ends - self.starts < A_WEEK
        return in_one_week and self.weekend <= MOST_LATE * self.early


def spread(connection: Connection, column: Column, order: Order) -> Spread:
    """That of `told_<column>`. Dates with the month in letters are not looked at."""
    first, other = ("month", "day") if order.first == "month" else ("day", "month")
    read = [straight_sql("told"), turned_sql("told")]
    read += [numbers_sql("told", first, order), numbers_sql("told", other, order)]  # type: ignore[arg-type] # these are its two
    read += [one_sql("told", EXCEL)] if EXCEL in order.styles else []
    (found,) = connection.execute(f"""
        WITH days AS (SELECT DISTINCT coalesce({", ".join(read)}) AS told
                      FROM "told_{column.name}"),
             read AS (SELECT CAST(told AS DATE) AS told, day(told) AS number FROM days
                      WHERE told BETWEEN DATE '{LONG_AGO}' AND DATE '{LAST_DAY}'),
             early AS (SELECT told, number, date_trunc('month', told) AS month FROM read
                       WHERE number <= {LAST_EARLY}),
             months AS (SELECT count(*) AS days FROM early GROUP BY month)
        SELECT (SELECT count(*) FROM read WHERE number > {LAST_EARLY}), count(*),
               count(DISTINCT month), count(*) - (SELECT max(days) FROM months),
               count(*) FILTER (isodow(told) > 5),
               quantile_disc(number, {MOST_LATE}), quantile_disc(number, {1 - MOST_LATE})
        FROM early""").fetchall()
    return Spread(*(int(each or 0) for each in found))
