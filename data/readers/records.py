"""Reads CSV that is not plain record by record, with the csv module in its strict mode."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from data.engine import Connection
from data.grammar import plural
from data.readers import Layout, Staged
from data.readers.aside import Aside
from data.readers.clock import check
from data.readers.leftovers import UNDER, WHOLE, is_leftover, reason_of
from data.readers.limits import check_rows
from data.readers.record_count import count_records
from data.readers.staging import Row, stage_rows
from data.readers.swallowed import holds_rows
from data.refusal import RefusalError, named
from data.settings import settings

csv.field_size_limit(4 << 20)  # one cell; more is an unclosed quotation mark
OFTEN = 20_000  # records between looks at the clock


@dataclass
class Survey:
    """What a first reading found below the headings."""

    records: int = 0
    """All of the file's, blank ones and headings included."""
    blank: int = 0
    widths: Counter[int] = field(default_factory=Counter)
    with_surplus: int = 0
    """Rows with more cells than headings that hold anything there."""
    last: int = 0
    """Number of the last record as wide as the headings."""
    endings: set[str] = field(default_factory=set)
    """How records end; a line break inside a cell is none of their ends."""


def stage(
    connection: Connection,
    path: Path,
    layout: Layout,
    wanted: Mapping[str, int],
    staged: Staged,
) -> None:
    """Fill `read_rows`, and tell `staged` what is not in it. Raises RefusalError."""
    survey = _survey(path, layout)
    if _counted(path, layout) != survey.records:
        raise unsure(path)
    rows = sum(survey.widths.values())
    check_rows(path, rows)
    aside = Aside(connection, staged.turned_away)
    stage_rows(connection, _rows(path, layout, wanted, survey, aside), wanted)
    aside.done()
    ((found,),) = connection.execute("SELECT count(*) FROM read_rows").fetchall()
    if found + len(staged.turned_away) != rows:
        raise unsure(path)
    staged.notes.extend(_notes(path, layout, survey))


def unsure(path: Path, place: str = "cannot be read to its end with certainty") -> RefusalError:
    """The refusal of a file that two readers do not understand alike."""
    return RefusalError(
        f"{named(path)} {place}, so none of it was loaded: "
        "look for an unclosed quotation mark or a damaged line, and export it again as CSV (UTF-8)."
    )


def _survey(path: Path, layout: Layout) -> Survey:
    survey, width, line, last = Survey(), len(layout.headings), 0, [""]
    number = -layout.unseen
    with path.open(encoding=layout.encoding, newline="") as file:
        rows = csv.reader(_watched(file, last), delimiter=layout.delimiter, strict=True)
        try:
            for number, cells in enumerate(rows, start=1 - layout.unseen):
                survey.records += 1
                if survey.records % OFTEN == 0:
                    check()
                if rows.line_num > line + 1 and holds_rows(cells, layout):
                    raise unsure(path, f"has a cell on row {number:,} that holds whole rows")
                line = rows.line_num
                survey.endings.add(last[0][len(last[0].rstrip("\r\n")) :])
                if number > layout.first_row:
                    _look(survey, number, cells, width)
        except csv.Error as error:
            raise _stuck(path, number + 1, error) from None
        except UnicodeError:
            raise unsure(path, f"has bytes after row {number:,} that are no text") from None
    return survey


def _watched(lines: Iterable[str], last: list[str]) -> Iterator[str]:
    """The same lines, of which the one that was given last is in `last`."""
    for last[0] in lines:
        yield last[0]


def _look(survey: Survey, number: int, cells: list[str], width: int) -> None:
    if _is_blank(cells):
        survey.blank += 1
        return
    survey.widths[len(cells)] += 1
    survey.with_surplus += any(cells[width:])
    if len(cells) == width:
        survey.last = number


def _is_blank(cells: list[str]) -> bool:
    return not any(cells) or (len(cells) == 1 and not cells[0].strip())


def _stuck(path: Path, row: int, error: csv.Error) -> RefusalError:
    if "field larger" in str(error):
        return unsure(path, f"has a cell on row {row:,} that does not end")
    return unsure(path, f"cannot be read with certainty from row {row:,} on")


def _counted(path: Path, layout: Layout) -> int:
    try:
        with path.open(encoding=layout.encoding, newline="") as file:
            return count_records(file, layout.delimiter)
    except ValueError:
        raise unsure(path) from None


def _width(layout: Layout, survey: Survey) -> int:
    """Cells in a row: more than headings where every row has as many, which most leave empty."""
    width = len(layout.headings)
    widest = max(survey.widths, default=width)
    rows = sum(survey.widths.values())
    alike = len(survey.widths) == 1 and widest > width and survey.with_surplus * 2 < rows
    return widest if alike else width


def _rows(
    path: Path,
    layout: Layout,
    wanted: Mapping[str, int],
    survey: Survey,
    aside: Aside,
) -> Iterator[Row]:
    """Rows as wide as they should be; of the others, what is wrong with them."""
    width, longest = _width(layout, survey), settings().longest_cell
    left = sum(survey.widths.values())
    names = {place: name for name, place in wanted.items()}
    with path.open(encoding=layout.encoding, newline="") as file:
        rows = csv.reader(file, delimiter=layout.delimiter, strict=True)
        start = 1 - layout.unseen
        for number, cells in islice(enumerate(rows, start), layout.first_row + 1 - start, None):
            if _is_blank(cells):
                continue
            left -= 1
            if len(cells) != width:
                at_end = number > survey.last and left < UNDER
                under = at_end and is_leftover(cells, len(layout.headings))
                aside.turn_away(number, WHOLE, reason_of(cells) if under else "ragged", cells)
            elif any(cells[len(layout.headings) :]):
                aside.turn_away(number, WHOLE, "ragged", cells)
            elif max(map(len, cells)) > longest:
                place = next(place for place, cell in enumerate(cells) if len(cell) > longest)
                aside.turn_away(number, names.get(place, WHOLE), "too_long", cells)
            else:
                yield number, cells


def _notes(path: Path, layout: Layout, survey: Survey) -> Iterator[str]:
    if len(survey.endings - {""}) > 1:
        yield "The file mixes kinds of line ending."
    if survey.blank:
        rows = plural(survey.blank, "blank row was", "blank rows were")
        yield f"{rows} passed over."
    surplus = _width(layout, survey) - len(layout.headings)
    if surplus:
        cells = plural(surplus, "empty cell")
        filled = ", and rows with anything there rejected" if survey.with_surplus else ""
        said = f"Every row ends in {cells} more than there are headings, which were passed over"
        yield f"{said}{filled}."
    if not _ends(path):
        yield "The last row has no line break: if the export was cut short, send it again."


def _ends(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-min(4, path.stat().st_size), 2)
        return file.read().rstrip(b"\0")[-1:] in (b"\n", b"\r")
