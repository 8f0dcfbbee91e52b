"""Decides how the dates of a column are read, without a file: quick enough for many columns."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date

from data.columns import reason_sql, value_sql
from data.dates.decide import orders_of
from data.dates.styles import ISO
from data.engine import build
from data.export import exports
from data.profile import profiles

Became = list[date | str]
EXPORT = {"return_due_date": "assurance"}
"""The export of columns that are not of referrals."""


def became(
    columns: Mapping[str, Sequence[str]],
    styles: tuple[str, ...] = (ISO,),
    today: str = "2024-06-30",
) -> tuple[dict[str, Became], str]:
    """By column of one file, the day that each text is read as or its reason; and what was said."""
    fields = [exports()[EXPORT.get(name, "referrals")].column(name) for name in columns]
    profile = replace(profiles()["standard"], date_styles=styles)
    found: dict[str, Became] = {}
    with closing(build()) as connection:
        for each in fields:
            connection.execute(
                f'CREATE TABLE "told_{each.name}" AS '
                "SELECT unnest(?) AS text, text AS told, 1 AS rows",
                [list(columns[each.name])],
            )
        orders = orders_of(connection, fields, profile, today)
        for each in fields:
            order = orders[each.name]
            rows = connection.execute(f"""
                SELECT value, {reason_sql(each, "told", "value", today, order)} FROM (
                    SELECT told, {value_sql(each, "told", order)} AS value, rowid AS place
                    FROM "told_{each.name}") ORDER BY place""").fetchall()
            found[each.name] = [reason or value for value, reason in rows]
    return found, " ".join(note for order in orders.values() for note in order.notes)


def column(
    texts: Sequence[str], styles: tuple[str, ...] = (ISO,), name: str = "referral_date"
) -> tuple[Became, str]:
    """The same of one column alone."""
    found, said = became({name: texts}, styles)
    return found[name], said
