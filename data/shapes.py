"""References that look like a National Insurance number or a postcode, where a profile says so.

A deployment that knows its system's numbers to have such a shape declares it in the profile, column
by column: A stands for a letter, 9 for a digit, anything else for itself. Only columns that are
kept as hashes may: should a real postcode stand there, it can be read nowhere afterwards. Whatever
else tells who somebody is, a CHI number or an address, is turned away as ever.
"""

import re

from data.engine import Connection, quoted
from data.personal import ni_number, postcode
from data.profile import ProfileExport

FORGIVEN = (ni_number.KIND.name, postcode.KIND.name)
"""Kinds of personal data that a declared shape may look like."""


def allow_shapes(connection: Connection, how: ProfileExport) -> list[str]:
    """Forget in `personal` what only looks so by a declared shape, and say where and how often."""
    said = []
    for column, shape in how.shapes.items():
        rows = _forget(connection, column, shape) if column in _staged(connection) else 0
        if rows:
            said.append(
                f"Assumed of {column}, as the profile says: {shape} (A a letter, 9 a digit) is the "
                f"shape of the system's own numbers. {_rows(rows)} that would be taken for a "
                f"{' or '.join(FORGIVEN)} otherwise."
            )
    return said


def _forget(connection: Connection, column: str, shape: str) -> int:
    kinds = ", ".join(map(quoted, FORGIVEN))
    alike = (
        f"place = {quoted(column)} AND kind IN ({kinds}) AND row_number IN (SELECT row_number "
        f'FROM staged WHERE regexp_full_match(trim("{column}"), {quoted(_pattern(shape))}))'
    )
    ((rows,),) = connection.execute(
        f"SELECT count(DISTINCT row_number) FROM personal WHERE {alike}"
    ).fetchall()
    connection.execute(f"DELETE FROM personal WHERE {alike}")
    return int(rows)


def _staged(connection: Connection) -> list[str]:
    return [str(name) for name, *_ in connection.execute("DESCRIBE staged").fetchall()]


def _pattern(shape: str) -> str:
    letters = {"A": "[A-Za-z]", "9": "[0-9]"}
    return "".join(letters.get(each, re.escape(each)) for each in shape)


def _rows(number: int) -> str:
    return "1 row has one" if number == 1 else f"{number:,} rows have one"
