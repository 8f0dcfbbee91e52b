"""How rows of a file differ from rows of earlier files that they replace, or stand beside.

Counts only, of columns that decide where, when and how gravely a row counts: its day, its areas,
its organisations, its ranks. To compare every column would take as long as a tenth of the load.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from data.engine import Connection, build, quoted
from data.export import Column, Export
from data.grammar import listed
from data.judge import count

TELLING = ("council", "councils", "organisation", "organisations", "ordinal")
SAME = 1 << 20
"""More than there are files to compare with: puts a row of the same key before all others."""

BESIDE = "beside "
"""Before a column of the key, in counts of rows that stand beside an earlier one."""


@dataclass(frozen=True)
class Differing:
    """Rows of a file beside rows of earlier files."""

    replaced: int = 0
    """Rows whose key an earlier row has."""
    columns: Mapping[str, int] = field(default_factory=dict)
    """Of them, how many differ in a column from the latest such row; none that is nought."""
    beside: Mapping[str, int] = field(default_factory=dict)
    """Rows of no such key whose own identifier and day an earlier row has, with one other column of
    the key different: by that column. Both rows count."""
    by_file: Mapping[int, int] = field(default_factory=dict)
    """Place of an earlier file to how many rows of it, the latest of their key, are replaced."""


def differing(export: Export, folder: Path, earlier: Sequence[Path]) -> Differing:
    """Of the accepted rows in a folder; earlier: folders of what came before, oldest first.

    Raises EngineError for a file that is damaged.
    """
    if not earlier:
        return Differing()
    watched = [each for each in _watched(export) if each not in export.key]
    # A connection of its own, since the one that reads a provider's file can read nothing else.
    with closing(build()) as connection:
        connection.execute("SET threads = 1")  # two do half as much work again, and gain little
        found = _with_the_latest(connection, export, watched, folder, earlier[-1])
        by_file = Counter({len(earlier) - 1: found["rows"]})
        if count(connection, "rest"):
            for place, counts in _with_all(connection, export, watched, earlier).items():
                by_file[place] += counts["rows"]
                found += counts
    return Differing(
        found["rows"],
        {each: found[each] for each in watched if found[each]},
        {each: found[BESIDE + each] for each in export.key if found[BESIDE + each]},
        dict(+by_file),
    )


def _with_the_latest(
    connection: Connection, export: Export, watched: Sequence[str], folder: Path, latest: Path
) -> Counter[str]:
    """Counts of rows that have the key of one of the latest file; the others become `rest`.

    Where every file has all rows anew, that is nearly all of them, and the others need no look.
    """
    key = " AND ".join(f"own.{each} = earlier.{each}" for each in export.key)
    connection.execute(f"""
        CREATE TEMP TABLE told AS
        SELECT own.row_number AS row,
               CASE WHEN earlier.row_number IS NOT NULL THEN {_bits(watched)} END AS told
        FROM {accepted(folder)} AS own LEFT JOIN {accepted(latest)} AS earlier ON {key}""")
    connection.execute(f"""
        CREATE TEMP TABLE rest AS SELECT * FROM {accepted(folder)}
        WHERE row_number IN (SELECT row FROM told WHERE told IS NULL)""")
    counts = (f"count(*) FILTER ((told & {1 << place}) > 0)" for place in range(len(watched)))
    ((rows, *found),) = connection.execute(
        f"SELECT {', '.join(['count(told)', *counts])} FROM told"
    ).fetchall()
    return Counter({"rows": rows, **dict(zip(watched, found, strict=True))})


def _with_all(
    connection: Connection, export: Export, watched: Sequence[str], earlier: Sequence[Path]
) -> dict[int, Counter[str]]:
    """The same of `rest` by the place of the earlier file, and counts of rows beside."""
    same, rest = _joined(export)
    names = [*rest, *watched]
    counts = [
        *(_count(len(names), names.index(each)) for each in watched),
        *(_count(len(names), names.index(each), beside=True) for each in rest),
    ]
    rows = f"count(*) FILTER (told >= {SAME << len(names)})"
    found = connection.execute(f"""
        WITH pair AS ({_pairs(export, same, rest, names, earlier)})
        SELECT (told >> {len(names)}) % {SAME} AS place, {", ".join([rows, *counts])}
        FROM pair GROUP BY 1""").fetchall()
    told = ["rows", *watched, *(BESIDE + each for each in rest)]
    return {place: Counter(dict(zip(told, each, strict=True))) for place, *each in found}


def brought_back(export: Export, folder: Path, earlier: Path, rows: Sequence[int]) -> int:
    """How many accepted rows in a folder have the key of these rows of an earlier one."""
    key = " AND ".join(f"own.{each} = earlier.{each}" for each in export.key)
    with closing(build()) as connection:
        ((number,),) = connection.execute(
            f"""
            SELECT count(*) FROM {accepted(folder)} AS own SEMI JOIN (
                SELECT * FROM {accepted(earlier)} WHERE row_number IN (SELECT unnest(?))
            ) AS earlier ON {key}""",
            [list(rows)],
        ).fetchall()
    return int(number)


def notes(found: Differing) -> list[str]:
    """What the receipt says of how rows differ, as sentences."""
    said = []
    if found.columns:
        told = listed([f"{rows:,} in {name}" for name, rows in found.columns.items()])
        said.append(f"Rows that differ from the latest row that they replace: {told}.")
    for name, rows in found.beside.items():
        have, and_so = ("has", "it counts") if rows == 1 else ("have", "they count")
        said.append(
            f"{rows:,} of its rows {have} the identifier and the day of a row of an "
            f"earlier file, but another {name}: {and_so} beside it. If {name} was put right, take "
            "the earlier row back: python -m data withdraw FILE --rows NUMBERS --because REASON"
        )
    return said


def _joined(export: Export) -> tuple[Sequence[str], Sequence[str]]:
    """The columns of the key by which rows are put together, and those that are then compared."""
    own, *rest = export.key
    if export.column(own).kind == "reference":
        return [own], rest
    return export.key, []


def _watched(export: Export) -> list[str]:
    def matters(column: Column) -> bool:
        return column.kind in TELLING or column.name in (export.day, export.council)

    return [each.name for each in export.kept if matters(each)]


def _pairs(
    export: Export,
    same: Sequence[str],
    rest: Sequence[str],
    names: Sequence[str],
    earlier: Sequence[Path],
) -> str:
    """SELECT row, told: of each row of `rest` the best earlier one, as a number to choose by.

    Its lowest bits say which of the names differ; above them is the place of the earlier file, and
    SAME where the key is the same.
    """
    equal = [f"CAST(own.{each} = earlier.{each} AS INTEGER)" for each in rest]
    alike = " + ".join(equal) or "0"
    day = f"own.{export.day} = earlier.{export.day}"
    found = f"earlier.place + CASE WHEN {alike} = {len(rest)} THEN {SAME} ELSE 0 END"
    join = " AND ".join(f"own.{each} = earlier.{each}" for each in same)
    near = f"{alike} = {len(rest)} OR ({alike} = {len(rest) - 1} AND {day})"
    return f"""
        SELECT own.row_number AS row,
               max(CAST({found} AS BIGINT) * {1 << len(names)} + {_bits(names)}) AS told
        FROM rest AS own
        JOIN (SELECT *, file_index AS place FROM {accepted(*earlier)}) AS earlier ON {join}
        WHERE {near} GROUP BY 1"""


def _bits(names: Sequence[str]) -> str:
    """One number that says in its bits which of the names differ."""
    bits = [
        f"CAST(own.{each} IS DISTINCT FROM earlier.{each} AS BIGINT) * {1 << place}"
        for place, each in enumerate(names)
    ]
    return " + ".join(bits) or "0"


def _count(bits: int, place: int, *, beside: bool = False) -> str:
    """Counts rows whose bit at a place is set, of the same key or of a row beside."""
    sign = "<" if beside else ">="
    return f"count(*) FILTER (told {sign} {SAME << bits} AND (told & {1 << place}) > 0)"


def accepted(*folders: Path) -> str:
    """SQL: the accepted rows of submissions, by their folders."""
    files = ", ".join(quoted(each / "accepted.parquet") for each in folders)
    return f"read_parquet([{files}], union_by_name = true)"
