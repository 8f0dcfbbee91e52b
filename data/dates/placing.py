"""Dates that could be two days, in a file that is in the order of its dates: their place tells.

Most systems write an export in the order of its main date. Where all certain dates of a column are
so, one that could be 3 April or 4 March is of April among days of early April, if that is also how
most of the column is written.
"""

from data.dates import OTHER, First
from data.dates.order import Order, either_sql, numbers_sql, read_sql
from data.engine import Connection

FEWEST_STEPS = 10
"""Steps from one certain day to another, all one way: eleven days in no order are so by chance
with a probability of 2 / 11!, 1 in 20 million."""


def place(connection: Connection, column: str, order: Order, usual: First) -> int:
    """Write dates as ISO in `told_<column>` where their place tells the day; returns their rows.

    usual: what comes first in most dates of the column. The day so read must lie between the second
    certain date before and the second after, and the day read otherwise must not, in every row that
    has the text. The second, so that one mistyped date places none wrongly.
    """
    way = _way(connection, column, order)
    if not way:
        return 0
    connection.execute(f"""
        CREATE TABLE "placed_{column}" AS
        WITH lines AS (SELECT *, row_number() OVER (ORDER BY row_number {way}) AS place
                       FROM ({_lines_sql(column, order, usual)})),
             ends AS (SELECT *,
                 lag(certain) OVER (PARTITION BY certain IS NULL ORDER BY place) AS before,
                 lead(certain) OVER (PARTITION BY certain IS NULL ORDER BY place) AS after
                 FROM lines),
             within AS (SELECT text, usual, other,
                 last_value(before IGNORE NULLS) OVER (ORDER BY place
                     ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS low,
                 first_value(after IGNORE NULLS) OVER (ORDER BY place
                     ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS high
                 FROM ends)
        SELECT text, any_value(usual) AS day, count(*) AS rows FROM within
        WHERE usual IS NOT NULL GROUP BY text
        HAVING bool_and(coalesce(usual BETWEEN low AND high
                                 AND NOT other BETWEEN low AND high, false))""")
    connection.execute(f"""
        UPDATE "told_{column}" AS sent SET told = strftime(placed.day, '%Y-%m-%d')
        FROM "placed_{column}" AS placed WHERE placed.text = sent.text""")
    ((found,),) = connection.execute(
        f'SELECT coalesce(sum(rows), 0) FROM "placed_{column}"'
    ).fetchall()
    return int(found)


def _way(connection: Connection, column: str, order: Order) -> str:
    """ASC or DESC where the certain dates are in that order down the file, else ""."""
    ((up, down),) = connection.execute(f"""
        SELECT count(*) FILTER (certain > before), count(*) FILTER (certain < before)
        FROM (SELECT certain, lag(certain) OVER (ORDER BY row_number) AS before
              FROM ({_lines_sql(column, order, "day")}) WHERE certain IS NOT NULL)""").fetchall()
    ways = {"ASC": (up, down), "DESC": (down, up)}
    return next((way for way, (on, back) in ways.items() if on >= FEWEST_STEPS and not back), "")


def _lines_sql(column: str, order: Order, usual: First) -> str:
    """A SELECT of each row: its day where that is certain, else the two that it could be."""
    return f"""
        SELECT row_number, sent.text,
               CASE WHEN NOT either THEN read END AS certain,
               CASE WHEN either THEN CAST(usual AS DATE) END AS usual,
               CASE WHEN either THEN CAST(other AS DATE) END AS other
        FROM staged JOIN (
            SELECT text, {either_sql("told", order)} AS either, {read_sql("told", order)} AS read,
                   {numbers_sql("told", usual, order)} AS usual,
                   {numbers_sql("told", OTHER[usual], order)} AS other
            FROM "told_{column}" WHERE told IS NOT NULL) AS sent
        ON sent.text = staged."{column}"
        WHERE row_number NOT IN (SELECT row_number FROM repeat)"""
