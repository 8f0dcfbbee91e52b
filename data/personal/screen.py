"""Looks at the staged columns of a file, and notes which rows hold personal data, and where."""

from collections.abc import Iterable, Sequence

from data.engine import Connection, quoted
from data.personal import aside
from data.personal.announced import BY_HEADING
from data.personal.chi import KIND as CHI
from data.personal.found import KINDS, NO_DATES, OF_DOCUMENTS, kinds_sql, maybe_sql
from data.personal.kind import Kind
from data.personal.plain import plain_sql
from data.personal.unkept import Unkept

SUSPECT, NOTED = "suspect_text", "noted_text"
CHANCE_OF, CHANCE_SHARE = 100, 0.03
"""Of so many different numbers of a column, one in 90 is a CHI number by chance, not one in 30."""


def start(connection: Connection) -> None:
    """Make `personal`: row_number, place (as a receipt calls the column) and kind, in words.

    `counted` is whether the row is one of data, and counts towards the share that is too many.
    """
    connection.execute(
        "CREATE TABLE personal (row_number BIGINT, place VARCHAR, kind VARCHAR, counted BOOLEAN)"
    )


def look_at_unkept(
    connection: Connection, columns: Iterable[Unkept], blank: Sequence[str], *, people: bool
) -> None:
    """Note what the columns hold that are never kept, and what their headings announce.

    `blank` are the texts that mean nothing is there; `people` is whether each row is about one. No
    text of them is left in a table of ours.
    """
    for each in columns:
        if _note_column(connection, each.staged, "9,10", KINDS if people else OF_DOCUMENTS):
            _note_rows(connection, each.staged, each.shown)
        if each.announced:
            _note_filled(connection, each, blank)
    for table in (SUSPECT, NOTED):
        connection.execute(f"DROP TABLE IF EXISTS {table}")


def look_at_references(connection: Connection, columns: Iterable[str]) -> list[str]:
    """Note what columns of references hold. Returns those that hold something."""
    found = []
    for name in columns:
        # of ten digits every CHI number is turned away, though it may be one by chance
        if _note_column(connection, name, "9"):
            _note_rows(connection, name, name)
            found.append(name)
    return found


def look_at_rejected(connection: Connection, name: str, *, dates: bool) -> None:
    """Note what the texts hold that have a reason in `text_<column>`, and give it as the reason.

    `dates` is whether the column asks for a date, which then is none of birth.
    """
    told = f'SELECT text FROM "text_{name}" WHERE reason IS NOT NULL AND {maybe_sql("text")}'
    if _note(connection, told, NO_DATES if dates else KINDS):
        _note_rows(connection, name, name)
        connection.execute(
            f"UPDATE \"text_{name}\" SET reason = 'personal_data' "
            f"WHERE text IN (SELECT text FROM {NOTED})"
        )


def look_at_aside(connection: Connection, *, people: bool) -> None:
    """Note what stands in rows that reading turned away, around the table and on other sheets.

    The texts are then dropped from memory.
    """
    aside.start(connection)
    places = connection.execute(f"SELECT DISTINCT place FROM {aside.TABLE} ORDER BY 1").fetchall()
    for (place,) in places:
        # a title may well tell of an old day, which is nobody's birth
        titled = place in (aside.ABOVE, aside.NO_DATA) or not people
        _note_aside(connection, place, OF_DOCUMENTS if titled else KINDS)
    for table in (SUSPECT, NOTED, aside.TABLE):
        connection.execute(f"DROP TABLE IF EXISTS {table}")


def report(connection: Connection) -> dict[str, dict[str, int]]:
    """Place to kind to how many rows."""
    rows = connection.execute(
        "SELECT place, kind, count(DISTINCT row_number) FROM personal GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    found: dict[str, dict[str, int]] = {}
    for place, kind, number in rows:
        found.setdefault(place, {})[kind] = number
    return found


def rows_hit(connection: Connection) -> int:
    """How many rows hold personal data, each counted once; a heading alone is no hit."""
    ((rows,),) = connection.execute(
        "SELECT count(DISTINCT row_number) FROM personal WHERE counted AND NOT ends_with(kind, ?)",
        [BY_HEADING],
    ).fetchall()
    return int(rows)


def _note_column(
    connection: Connection, name: str, digits: str, kinds: Sequence[Kind] = KINDS
) -> bool:
    """Note the texts of a staged column, without CHI numbers that are so by chance.

    `digits` is how long a number may be that is one by chance, as in a regular expression. Returns
    whether there are any texts.
    """
    column = f'"{name}"'
    suspects = f"SELECT DISTINCT {column} AS text FROM staged WHERE {maybe_sql(column)}"
    if found := _note(connection, suspects, kinds):
        _leave_out_chance(connection, name, digits)
    return found


def _note_aside(connection: Connection, place: str, kinds: Sequence[Kind]) -> None:
    texts = f"(SELECT * FROM {aside.TABLE} WHERE place = {quoted(place)})"
    if not _note(connection, f"SELECT DISTINCT text FROM {texts} WHERE {maybe_sql('text')}", kinds):
        return
    _leave_out_chance(connection, "text", "9,10", texts)
    noted = f"FROM {texts} JOIN {NOTED} USING (text)"
    rows = connection.execute(f"SELECT DISTINCT row_number {noted} ORDER BY 1").fetchall()
    if rows:
        connection.execute(
            f"INSERT INTO personal SELECT row_number, ?, kind, ? {noted}",
            [aside.named(place, [number for (number,) in rows]), place == aside.TURNED_AWAY],
        )


def _note(connection: Connection, texts: str, kinds: Sequence[Kind] = KINDS) -> bool:
    """Make the table of noted texts: text and kind, of what a SELECT of texts returns.

    Returns whether there are any.
    """
    connection.execute(f"CREATE OR REPLACE TABLE {SUSPECT} AS {texts}")
    if not _any(connection, SUSPECT):
        return False
    connection.execute(f"""
        CREATE OR REPLACE TABLE {NOTED} AS
        WITH made_plain AS (SELECT text, {plain_sql("text")} AS plain FROM {SUSPECT})
        SELECT text, unnest({kinds_sql("plain", kinds)}) AS kind FROM made_plain""")
    return _any(connection, NOTED)


def _any(connection: Connection, table: str) -> bool:
    return bool(connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchall())


def _leave_out_chance(
    connection: Connection, name: str, digits: str, source: str = "staged"
) -> None:
    """Forget CHI numbers in a column full of numbers of which so few are one that it is chance."""
    number = f"regexp_matches(text, '(^|[^0-9])[0-9]{{{digits}}}($|[^0-9])')"
    connection.execute(f"""
        DELETE FROM {NOTED} WHERE kind = {quoted(CHI.name)} AND {number}
        AND (SELECT count(*) FROM {NOTED} WHERE kind = {quoted(CHI.name)} AND {number}) < (
            SELECT CASE WHEN count(*) < {CHANCE_OF} THEN 0 ELSE {CHANCE_SHARE} * count(*) END
            FROM (SELECT DISTINCT "{name}" AS text FROM {source}) WHERE {number})""")


def _note_rows(connection: Connection, name: str, place: str) -> None:
    """Put the rows with a noted text into `personal`."""
    connection.execute(
        f"INSERT INTO personal SELECT row_number, ?, kind, true FROM staged JOIN {NOTED} "
        f'ON staged."{name}" = {NOTED}.text',
        [place],
    )


def _note_filled(connection: Connection, column: Unkept, blank: Sequence[str]) -> None:
    nothing = ", ".join(quoted(each.lower()) for each in sorted({"", *blank}))
    connection.execute(
        "INSERT INTO personal SELECT row_number, ?, ?, true FROM staged "
        f"WHERE lower(trim(coalesce(\"{column.staged}\", ''))) NOT IN ({nothing})",
        [column.shown, column.announced],
    )
