"""Rows among the data that are none: totals and notes under it, and headings that come again."""

import re
from collections.abc import Mapping, Sequence

from data.engine import Connection
from data.grammar import plural
from data.personal.aside import ABOVE, NO_DATA, put, put_all
from data.readers import Layout, Staged
from data.readers.heading_rows import cleaned

MARK = "\ufeff"
NOT_DATA, NIL_RETURN, WHOLE = "not_a_data_row", "nil_return", "row"
UNDER = 20
"""Rows at the end among which totals and notes are looked for."""
WORDS = re.IGNORECASE | re.DOTALL
TOTAL = re.compile(r"(grand |sub|sub-|sub |overall )?totals?\b.*|sum|count", WORDS)
NOTE = re.compile(
    r"end of (file|report|data|export).*"
    r"|(source|notes?|report|printed|extracted|exported|produced|generated|created|run)\b.*[: ].*",
    WORDS,
)
NIL = re.compile(
    r"\W*(there (were|are|is) )?(no|nil|0|zero|nothing)\b.*\b(records?|data|results?|rows?"
    r"|referrals?|cases|incidents|events|entries|returns?|found|returned|report|reported|period"
    r"|match(es)?)\b.*|nil return\W*",
    WORDS,
)
"""What stands in place of rows where a system found none."""
SIGNS = tuple(re.compile(rf"{re.escape(each)}(?! )") for each in ",;\t|")
"""What separates cells; in a sentence a space follows it."""
CODE = re.compile(r"\S*\d\S*")


def is_leftover(cells: Sequence[str | None], width: int) -> bool:
    """Whether a row below the data is a total or a note: it says so, or has one cell of words."""
    filled = [each.strip() for each in cells if each and each.strip()]
    if not filled or TOTAL.fullmatch(filled[0]):
        return True
    # A row that is separated by another sign than the headings comes as one cell.
    pieces = len(filled) + max(len(sign.findall(filled[0])) for sign in SIGNS)
    if pieces * 2 > width:
        return False
    return bool(NOTE.fullmatch(filled[0])) or (len(filled) == 1 and not CODE.fullmatch(filled[0]))


def set_aside(
    connection: Connection, layout: Layout, wanted: Mapping[str, int], staged: Staged
) -> None:
    """Make `staged` of `read_rows`, without what is no data, and say so."""
    again = _headings_again(connection, layout, wanted)
    lost = dict.fromkeys(again, NOT_DATA) | _under_the_data(connection, wanted, set(again))
    listed = f"(SELECT unnest([{', '.join(map(str, lost))}]))" if lost else "()"
    kept = f"WHERE row_number NOT IN {listed}" if lost else ""
    connection.execute(f"CREATE VIEW staged AS SELECT * FROM read_rows {kept}")
    if lost:
        lost_rows = f"(SELECT * FROM read_rows WHERE row_number IN {listed})"
        put_all(connection, NO_DATA, lost_rows, wanted)
    above = [(at, each) for at, cells in layout.top if at < layout.first_row for each in cells]
    put(connection, ABOVE, [at for at, _ in above], [each for _, each in above])
    staged.turned_away.extend((number, WHOLE, lost[number]) for number in sorted(lost))
    _check_nil(connection, staged)
    _say(staged)


def reason_of(cells: Sequence[str | None]) -> str:
    """Why a row below the data is none; what says that there is no data may stand alone only."""
    filled = [each.strip() for each in cells if each and each.strip()]
    return NIL_RETURN if len(filled) == 1 and NIL.fullmatch(filled[0]) else NOT_DATA


def _check_nil(connection: Connection, staged: Staged) -> None:
    """Where there is data after all, what says that there is none is a note like others."""
    if connection.execute("SELECT row_number FROM staged LIMIT 1").fetchall():
        staged.turned_away[:] = [
            (number, column, NOT_DATA if reason == NIL_RETURN else reason)
            for number, column, reason in staged.turned_away
        ]


def _say(staged: Staged) -> None:
    count = sum(reason == NOT_DATA for _, _, reason in staged.turned_away)
    if count:
        rows = plural(count, "row was", "rows were")
        staged.notes.append(
            f"{rows} rejected as a total, a note or the headings again, among or under the data."
        )


def _headings_again(connection: Connection, layout: Layout, wanted: Mapping[str, int]) -> list[int]:
    """Rows in which the wanted columns hold their own headings."""
    (first, place), *_ = wanted.items()
    row = dict(layout.top).get(layout.first_row, layout.headings)
    # One column is enough to find the few that are looked at. Where two files were put together,
    # the mark of the second stands before its first heading, and makes quotation marks part of it.
    told = [" ".join(each[place].strip(MARK).split()).lower() for each in (row, layout.headings)]
    told += [form.format(MARK, each) for each in told for form in ("{}{}", '{}"{}"')]
    found = connection.execute(
        f'SELECT * FROM read_rows WHERE list_contains(?, lower(trim("{first}")))', [told]
    ).fetchall()
    headings = _folded([row[each] for each in wanted.values()])
    return [number for number, *cells in found if _folded(cells) == headings]


def _folded(cells: Sequence[str | None]) -> list[str]:
    return [cleaned((cell or "").strip(MARK + '" ')).casefold() for cell in cells]


def _under_the_data(
    connection: Connection, wanted: Mapping[str, int], known: set[int]
) -> dict[int, str]:
    """Row number to reason, from the end up to the last row of data, without what is known."""
    # Only the last few are sorted: in a long file, sorting all of it takes longer than reading it.
    rows = connection.execute(
        "SELECT * FROM read_rows WHERE row_number > (SELECT max(row_number) FROM read_rows) - "
        f"{UNDER * 10} ORDER BY row_number DESC LIMIT {UNDER}"
    ).fetchall()
    found: dict[int, str] = {}
    for number, *cells in rows:
        if number in known:
            continue
        if not is_leftover(cells, len(wanted)):
            break
        found[number] = reason_of(cells)
    return found
