"""Counts what the texts of one column tell of how its dates are written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from data.codes import FIRST_DAY, LAST_DAY, LONG_AGO
from data.dates import First
from data.dates.order import (
    Order,
    backward_sql,
    either_sql,
    numbers_sql,
    read_sql,
    short_sql,
    straight_sql,
    swapped_number_sql,
    turned_sql,
    twos_sql,
    within_sql,
)
from data.dates.spread import Spread, spread
from data.dates.styles import (
    AN_HOUR_BEFORE,
    CERTAIN,
    CERTAIN_MONTHS,
    EXCEL,
    MIDNIGHT,
    TIME,
    bare_sql,
    numbers,
    one_sql,
    tries_sql,
)
from data.engine import Connection
from data.export import Column


@dataclass(frozen=True)
class Survey:
    """What one column tells, in rows; repeats of whole rows are not counted."""

    column: Column
    order: Order
    """How it is read where nothing that was found speaks against what its system declares."""
    day: int
    """Of dates of three numbers, the year last, those that can only be day first."""
    month: int
    """Those that can only be month first."""
    either: int
    straight: int
    """Of dates that start with a year of four digits, those whose month can only be the second."""
    turned: int
    """Those whose month can only be the third."""
    both: int
    same: int
    """Those whose day and month are one number."""
    swapping: int
    """Day numbers of a spreadsheet that are another day where day and month swap."""
    marks: int
    """How many signs part the numbers of those that start with the year: one, in one style."""
    spread: Spread
    forward: int
    """Of dates with a year of two digits, those that can only be as the order reads them."""
    backward: int
    """Those whose year can only be the first of the three."""
    unsure: int
    starts_vary_less: bool
    """Whether fewer numbers start these than end them, as where years start them."""
    hour_before: int
    """Dates with a time of 23:00."""
    timed: int
    """Those with another time, but midnight."""
    others: int
    """Dates in a style that is not the system's own, with no doubt about day and month."""


def survey(connection: Connection, column: Column, styles: tuple[str, ...], today: str) -> Survey:
    """What `told_<column>` tells, from a system that writes these styles; today: as ISO."""
    order = Order(
        styles,
        CERTAIN if column.kind == "date" else (*CERTAIN_MONTHS, *CERTAIN),
        _declared(styles),
        any("%y" in each for each in styles),
        (str(LONG_AGO if column.long_ago else FIRST_DAY), str(LAST_DAY)),
    )
    read = {"every": "true", "serials": within_sql(one_sql("told", EXCEL), order)}
    found = _counted(connection, column, read | {"twos": twos_sql("told")})
    numbered = found["every"] and found["serials"] == found["every"]
    if numbered and EXCEL not in styles and column.kind == "date":
        note = f"Dates in {column.name} are day numbers of a spreadsheet, and were read as such."
        order = replace(order, styles=(*styles, EXCEL), notes=(note,))
    if order.first and found["every"] and found["twos"] == found["every"]:
        order = replace(order, two_digits=True)
    if column.not_future:
        order = replace(order, days=(order.days[0], today))
    counts = _counted(connection, column, _asked(order), _read(order))
    years = counts["unsure"] and _starts_vary_less(connection, column)
    marks = counts["turned"] and _marks(connection, column)
    return Survey(
        column,
        order,
        starts_vary_less=bool(years),
        marks=marks,
        spread=spread(connection, column, order),
        **counts,
    )


def _read(order: Order) -> dict[str, str]:
    """Every way in which a text may be read."""
    return {
        "day": numbers_sql("told", "day", order),
        "month": numbers_sql("told", "month", order),
        "either": either_sql("told", order),
        "straight": straight_sql("told"),
        "turned": turned_sql("told"),
        "short": short_sql("told"),
        "forward": read_sql("told", order),
        "backward": backward_sql("told"),
        "usual": read_sql("told", replace(order, certain=())),
        "certain": tries_sql("told", order.certain),
    }


def _asked(order: Order) -> dict[str, str]:
    """What each field of a Survey counts, over the columns that `_read` names."""
    forward, backward = within_sql("forward", order), within_sql("backward", order)
    return {
        "day": "day IS NOT NULL AND month IS NULL",
        "month": "month IS NOT NULL AND day IS NULL",
        "either": "either",
        "straight": "straight IS NOT NULL AND turned IS NULL",
        "turned": "turned IS NOT NULL AND straight IS NULL",
        "both": "straight <> turned",
        "same": "straight = turned",
        "swapping": swapped_number_sql("told") if EXCEL in order.styles else "false",
        "forward": f"short AND {forward} AND NOT {backward}",
        "backward": f"short AND {backward} AND NOT {forward} AND forward IS NOT NULL",
        "unsure": f"short AND {forward} AND {backward} AND forward <> backward",
        "hour_before": f"regexp_matches(told, '{AN_HOUR_BEFORE}')",
        "timed": f"regexp_matches(told, '{TIME}') "
        f"AND NOT regexp_matches(told, '{AN_HOUR_BEFORE}|{MIDNIGHT}')",
        "others": "usual IS NULL AND certain IS NOT NULL",
    }


def _counted(
    connection: Connection, column: Column, asked: Mapping[str, str], read: Mapping[str, str] = {}
) -> dict[str, int]:
    """Rows for which each predicate holds, over `told` and whatever is read from it."""
    sums = ", ".join(f"sum(rows) FILTER ({each})" for each in asked.values())
    named = "".join(f', {told} AS "{name}"' for name, told in read.items())
    (found,) = connection.execute(
        f'SELECT {sums} FROM (SELECT told, rows{named} FROM "told_{column.name}" '
        "WHERE told IS NOT NULL)"
    ).fetchall()
    return {name: int(each or 0) for name, each in zip(asked, found, strict=True)}


def _starts_vary_less(connection: Connection, column: Column) -> bool:
    """Of dates with a year of two digits, whether fewer numbers start them than end them."""
    ((found,),) = connection.execute(f"""
        SELECT count(DISTINCT left(told, 2)) < count(DISTINCT right({bare_sql("told")}, 2))
        FROM "told_{column.name}" WHERE {short_sql("told")}""").fetchall()
    return bool(found)


def _marks(connection: Connection, column: Column) -> int:
    """How many signs part the numbers of dates that start with the year, and may be turned."""
    mark = "regexp_extract(told, '^[0-9]{4}([^0-9]?)', 1)"
    ((found,),) = connection.execute(f"""
        SELECT count(DISTINCT {mark}) FROM "told_{column.name}"
        WHERE {turned_sql("told")} IS NOT NULL""").fetchall()
    return int(found)


def _declared(styles: Sequence[str]) -> First | None:
    """What comes first where a system writes three numbers; None when it never does, or varies."""
    orders = {match[1] for each in styles if (match := numbers(each))}
    return {"d": "day", "m": "month"}[orders.pop()] if len(orders) == 1 else None  # type: ignore[return-value] # these are its two
