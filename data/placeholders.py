"""Numbers that stand for no record: 0, 000000 or 99999 where a system insists on a reference.

Hashed they would join whoever has one as one case. A number of one digit, five times or more, may
be a record's: then that one joins with nothing, and the receipt says how many were taken so.
"""

from collections.abc import Iterable

from data.engine import Connection, quoted
from data.export import Column
from data.grammar import plural

LEAST = 5
"""How often a digit is repeated at least; noughts alone are no number of a record at all."""
PATTERN = "|".join(["0+", *(f"{digit}{{{LEAST},}}" for digit in range(1, 10))])


def has_placeholders(column: Column) -> bool:
    """Whether the column may be left out and joins rows by what it holds.

    An identifier must be given, and where two rows have the same one it is rejected anyway.
    """
    return column.hashed and not column.required


def placeholders(connection: Connection, columns: Iterable[Column]) -> list[str]:
    """How many rows of `staged` have one, for each of the columns, as sentences."""
    names = [each.name for each in columns if has_placeholders(each)]
    if not names:
        return []
    # A look at the first and the last letter spares most texts the pattern.
    counts = ", ".join(
        f"count(*) FILTER (ascii({text}) BETWEEN 48 AND 57 AND ascii({text}) = "
        f"ascii(right({text}, 1)) AND regexp_full_match({text}, {quoted(PATTERN)}))"
        for text in (f'"{name}"' for name in names)
    )
    (found,) = connection.execute(f"SELECT {counts} FROM staged").fetchall()
    return [
        f"Taken as not known in {name}, since it is 0 or one digit alone, {LEAST} times or more: "
        f"{plural(rows, 'row')}. Leave it empty where there is no number."
        for name, rows in zip(names, found, strict=True)
        if rows
    ]
