"""Cells that may be either of two things, by how the rest of their file is written.

None is a code in some columns, and what Python writes for every empty cell; 1,500 is a number of
thousands, unless commas stand before decimals.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from data.engine import Connection, quoted
from data.export import Column, Export
from data.profile import Profile, ProfileExport
from data.texts import meanings, trimmed_sql

WORDS = ("none",)
"""Words for nothing that say something else where they are codes; n/a is the same in both."""
SLIPS = Fraction(1, 100)
"""Of the empty cells of a column: a word that stands for fewer of them was typed by mistake."""
DECIMALS = (
    r"[0-9]+,([0-9]{1,2}|[0-9]{4,})"
    r"|[1-9][0-9]{0,2}(\.[0-9]{3})+,[0-9]+|[1-9][0-9]{0,2}(\.[0-9]{3}){2,}"
)
"""A comma before decimals, or points that can only stand between thousands."""
UNSURE = "[0-9]{1,3},[0-9]{3}"


@dataclass(frozen=True)
class Doubt:
    """Which texts of a column nobody can read for certain."""

    where: str
    """A SQL predicate on `text` and `told` of its table told_<column>."""
    reason: str

    @property
    def sql(self) -> str:
        """A SQL expression: the reason of such a text, NULL for any other."""
        return f"CASE WHEN {self.where} THEN {quoted(self.reason)} END"


def doubts_of(
    connection: Connection,
    export: Export,
    sent: Collection[str],
    profile: Profile,
    how: ProfileExport,
) -> Mapping[str, Doubt]:
    """Column to what is doubtful there. Needs `staged` and the tables told_<column>."""
    columns = [each for each in export.kept if each.name in sent]
    meant = {each.name: meanings(each, profile, how) for each in columns}
    empty = {word: [name for name in meant if meant[name].get(word) == ""] for word in WORDS}
    found: dict[str, Doubt] = {}
    for column in columns:
        words = [word for word in WORDS if meant[column.name].get(word)]
        told = [
            spelling
            for spelling, word in _spelled(connection, column, words)
            if _is_empty(connection, spelling, empty[word])
        ]
        if told:
            where = f"{trimmed_sql('text')} IN ({', '.join(map(quoted, told))})"
            found[column.name] = Doubt(where, "unclear_word")
    return {**found, **_thousands(connection, columns)}


def _spelled(
    connection: Connection, column: Column, words: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """How the words are written in a column, and which each is: a program writes one way."""
    if not words or column.kind == "reference":
        return
    plain, listed = trimmed_sql("text"), ", ".join(map(quoted, words))
    yield from connection.execute(
        f'SELECT DISTINCT {plain}, lower({plain}) FROM "told_{column.name}" '
        f"WHERE lower({plain}) IN ({listed}) ORDER BY 1"
    ).fetchall()


def _is_empty(connection: Connection, spelling: str, names: Sequence[str]) -> bool:
    """Whether the word stands for more than a slip's share of the empty cells of a column."""
    if not names:
        return False
    counts = ", ".join(
        f'count(*) FILTER ("{name}" = {quoted(spelling)}), '
        f"count(*) FILTER (coalesce(\"{name}\", '') IN ('', {quoted(spelling)}))"
        for name in names
    )
    ((*told,),) = connection.execute(f"SELECT {counts} FROM staged").fetchall()
    return any(
        word and word >= SLIPS * blank for word, blank in zip(told[::2], told[1::2], strict=True)
    )


def _thousands(connection: Connection, columns: Sequence[Column]) -> dict[str, Doubt]:
    """Counts with a comma, where any column of counts has commas before decimals."""
    counts = [each.name for each in columns if each.kind == "whole"]
    for name in counts:
        sql = f"regexp_full_match(told, {quoted(DECIMALS)})"
        if connection.execute(f'SELECT 1 FROM "told_{name}" WHERE {sql} LIMIT 1').fetchall():
            unsure = Doubt(f"regexp_full_match(told, {quoted(UNSURE)})", "not_a_number")
            return dict.fromkeys(counts, unsure)
    return {}
