"""A spreadsheet's cell as text."""

from datetime import date, datetime, time, timedelta

EXACT = 10.0**15
"""A spreadsheet keeps fifteen digits of a number; of a longer one the rest is lost."""


def text(cell: object) -> str:
    """A cell as a person would type it: whole numbers without a point, days as ISO dates.

    A number of more than fifteen digits is written so that nothing takes it for what it was.
    """
    if isinstance(cell, float) and abs(cell) >= EXACT:
        return f"{cell:.14E}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        cell = _to_the_second(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def _to_the_second(moment: datetime) -> datetime:
    """Rounded: a workbook keeps fractions of a day, and 0.9583333 is 23:00, 0.9999999 midnight."""
    try:
        return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
    except OverflowError:  # the last half second of the last year there is
        return moment
