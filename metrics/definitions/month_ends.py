"""The last day of every month that the data covers, for what is counted as it stands on a day."""

MONTH_ENDS = """
    places AS (
        SELECT day, row_number() OVER (ORDER BY day) AS place FROM working_days
    ), ends AS (
        SELECT months.month, places.day, places.place
        FROM months
        CROSS JOIN as_at
        JOIN places ON places.day = LEAST(months.month_end, as_at.day)
    )
"""
"""Two tables for a WITH clause. `places` numbers every calendar day, so that days can be taken
from one another in any SQL; `ends` has each month's last day, or the data's if that is earlier."""

YEAR = 366
"""Days in "the last 12 months", with a leap day allowed."""
