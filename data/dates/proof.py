"""Whether the dates of a column that can be read in one way only tell how the others are meant.

15/03/2024 is day first. Whether 04/03/2024 beside it is so too, or the one is a slip of a hand,
depends on how many such dates there are, and on what days the others would be.
"""

from dataclasses import dataclass
from math import comb

from data.engine import Connection

LATE = 221 / 365
"""Of the days of a year, those after the 12th of their month, which can be read in one way only."""
UNLIKELY = 0.01
LEAST_ROWS = 0.1
"""The share of rows that slips do not come to. Rows of one day are no proof of each other, so that
no probability can be told from them alone."""
FEWEST_MONTHS, FEWEST_FIRSTS = 3, 3


@dataclass(frozen=True)
class Proof:
    """Of the dates of a column that may be read in one way, or in that way only; rows or days."""

    rows: int = 0
    """Rows that can only be read so."""
    either_rows: int = 0
    """Rows that would be another day, read otherwise."""
    days: int = 0
    """Different days that can only be read so."""
    early: int = 0
    """Different days of the others, those included that are the same, read otherwise."""
    months: int = 0
    """Different months of them all."""
    otherwise: int = 0
    """The same, were those read otherwise that can be."""
    firsts: int = 0
    """Different days that are the first of a month, read otherwise."""
    others: int = 0
    """Different days that are another day of a month, read otherwise."""

    @property
    def tells(self) -> bool:
        """Whether all are likely to be meant so: the proofs are no slips among others.

        They are a tenth of the rows. Among as many different days as the column has, so few after
        the 12th are not as rare as 1 in 100, were days just as they come; or all lie so close
        together that they are not (1 to 14 March, of which two are). Read otherwise, the dates do
        not lie in half as many months, as those of a week do (4 to 8 March, else 3 April to 3
        August), nor are they all the first of a month.

        Of honest columns of random days within a year, a quarter, a month, two weeks or one, of 3
        to 300 rows, this turns down no more than 0.7, 0.3, 2.1, 4.9 and 2.5 in 100, those of
        January most. Where one to three slips stand among dates that happen to be early, it takes
        them for proof in 7 of 1,000 columns of 5 rows at most, and in 2 of 1,000 from 10 on.
        """
        many = self.rows >= LEAST_ROWS * (self.rows + self.either_rows)
        if not many or self._are_firsts() or self._scatter():
            return False
        return _are_closer(self.months, self.otherwise) or not self._are_too_few()

    def _are_too_few(self) -> bool:
        every = self.days + self.early
        chances = (
            comb(every, late) * LATE**late * (1 - LATE) ** (every - late)
            for late in range(self.days + 1)
        )
        return sum(chances) < UNLIKELY

    def _scatter(self) -> bool:
        """Of one day, as 4 March and 3 April, it is told by two months, if proofs are fewer."""
        fewest = FEWEST_MONTHS if self.rows >= self.either_rows else 2
        return _are_closer(self.otherwise, self.months, fewest)

    def _are_firsts(self) -> bool:
        return not self.others and self.firsts >= max(FEWEST_FIRSTS, self.days)


def _are_closer(months: int, others: int, fewest: int = FEWEST_MONTHS) -> bool:
    return others >= fewest and 2 * months <= others


def proof(connection: Connection, column: str, read: str, otherwise: str) -> Proof:
    """That of `told_<column>`, of texts that can be read so; SQL expressions of the two days."""
    (found,) = connection.execute(f"""
        WITH told AS (SELECT rows, CAST({read} AS DATE) AS day, CAST({otherwise} AS DATE) AS other
                      FROM "told_{column}" WHERE told IS NOT NULL)
        SELECT sum(rows) FILTER (other IS NULL), sum(rows) FILTER (other <> day),
               count(DISTINCT day) FILTER (other IS NULL),
               count(DISTINCT day) FILTER (other IS NOT NULL),
               count(DISTINCT date_trunc('month', day)),
               count(DISTINCT date_trunc('month', coalesce(other, day))),
               count(DISTINCT day) FILTER (other <> day AND day(other) = 1),
               count(DISTINCT day) FILTER (other <> day AND day(other) > 1)
        FROM told WHERE day IS NOT NULL""").fetchall()
    return Proof(*(int(each or 0) for each in found))
