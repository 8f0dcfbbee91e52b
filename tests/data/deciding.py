"""Decides how the dates of a column are read, without a file: quick enough for many columns."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date

from data.columns import reason_sql, value_sql
from data.dates.decide import orders_of
from data.dates.styles import ISO
from data.engine import build, quoted
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
                "SELECT text, text AS told, count(*) AS rows "
                "FROM (SELECT unnest(?) AS text) GROUP BY 1",
                [list(columns[each.name])],
            )
            rows = ", ".join(
                f"({n}, {quoted(t)})" for n, t in enumerate(columns[each.name], start=2)
            )
            names = f'(row_number, "{each.name}")'
            connection.execute(f'CREATE TABLE "of_{each.name}" AS FROM (VALUES {rows}) AS t{names}')
        joined = " FULL JOIN ".join(
            f'"of_{each.name}"' + (" USING (row_number)" if n else "")
            for n, each in enumerate(fields)
        )
        connection.execute(f"CREATE TABLE staged AS FROM {joined}")
        connection.execute("CREATE TABLE repeat (row_number BIGINT)")
        orders = orders_of(connection, fields, profile, today)
        for each in fields:
            order = orders[each.name]
            rows = connection.execute(f"""
                SELECT value, {reason_sql(each, "told", "value", today, order)}
                FROM (SELECT text, told, {value_sql(each, "told", order)} AS value
                      FROM "told_{each.name}") AS sent
                JOIN "of_{each.name}" AS row ON row."{each.name}" = sent.text
                ORDER BY row_number""").fetchall()
            found[each.name] = [reason or value for value, reason in rows]
    return found, " ".join(note for order in orders.values() for note in order.notes)


def column(
    texts: Sequence[str], styles: tuple[str, ...] = (ISO,), name: str = "referral_date"
) -> tuple[Became, str]:
    """The same of one column alone."""
    found, said = became({name: texts}, styles)
    return found[name], said
