"""Drafts a profile from a file of a system that is not known, for a person to finish."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from data.admission import admit
from data.dates.styles import CERTAIN_MONTHS, EXCEL, ISO, NUMBERS
from data.draft.contents import STYLES, Contents, contents
from data.draft.heading_words import alike
from data.draft.match import ALIKE, FITTING, Matched, match
from data.draft.write import Looked, toml
from data.engine import Connection, EngineError, intake
from data.export import exports
from data.headings import shown
from data.intake import in_time
from data.lookups import fill_names
from data.profile import own_folder
from data.profile_check import FILL_IN, GUESS
from data.readers import Layout, Reader, reader
from data.refusal import RefusalError, named

UNEXPLAINED = "taken from columns of dates that no heading below explains"


def draft(path: Path) -> str:
    """The draft as TOML. Raises RefusalError when the file cannot be read, or says too little."""
    admit(path)
    with (
        TemporaryDirectory() as folder,
        closing(intake(path.absolute(), Path(folder))) as connection,
        in_time(connection, path),
    ):
        try:
            return toml(_look(connection, path.absolute()), str(own_folder()))
        except EngineError:  # its message may show a row
            raise RefusalError(f"{named(path)} could not be read to its end.") from None


def _look(connection: Connection, path: Path) -> Looked:
    file_format, reading = reader(path)
    layout = _most_headings(path, reading.layouts(connection, path))
    held = _contents(connection, reading, path, layout)
    matched = match(layout.headings, held)
    if not matched.matches:
        raise RefusalError(
            f"{named(path)} has no column that looks like one of the standard: check that its "
            "first row is the headings."
        )
    dates = [held[each.place] for each in matched.matches if each.column.kind == "date"]
    months = [held[each.place] for each in matched.matches if each.column.kind == "month"]
    days, doubt = _day_styles(dates, _others_of_days(matched, held))
    return Looked(layout, file_format, matched, held, _month_styles(months), days, doubt)


def _most_headings(path: Path, layouts: Sequence[Layout]) -> Layout:
    """The layout with the most headings like known ones, then that may be shown, then of any."""
    if not layouts:
        raise RefusalError(f"{named(path)} holds nothing to draft from.")
    return max(layouts, key=lambda each: (_like(each), _showable(each), len(each.headings)))


def _like(layout: Layout) -> int:
    """How many headings are like those of one export's columns: a title may have more words."""
    told = dict.fromkeys(heading for heading in layout.headings if heading.strip())
    return max(
        sum(any(alike(each, export, column) >= ALIKE for column in export.columns) for each in told)
        for export in exports().values()
    )


def _showable(layout: Layout) -> int:
    told = [heading for heading in layout.headings if heading.strip()]
    return sum(each == heading.strip() for each, heading in zip(shown(told), told, strict=True))


def _contents(
    connection: Connection, reading: Reader, path: Path, layout: Layout
) -> Mapping[int, Contents]:
    places = [place for place, heading in enumerate(layout.headings) if heading.strip()]
    reading.stage(connection, path, layout, {f"c{place}": place for place in places})
    fill_names(connection)
    return {place: contents(connection, f"c{place}") for place in places}


def _others_of_days(matched: Matched, held: Mapping[int, Contents]) -> Sequence[Contents]:
    """Columns of days that no heading explains."""
    taken = {each.place for each in matched.matches}
    return [each for at, each in held.items() if at not in taken and each.shares["date"] >= FITTING]


def _day_styles(
    held: Sequence[Contents], others: Sequence[Contents] = ()
) -> tuple[tuple[str, ...], str]:
    """Styles that the dates are in, the most usual first, and what they leave open.

    others: columns of days that mean none of ours, which tell where those that do hold none.
    """
    rows = {each: sum(one.rows * one.styles[each] for one in held) for each in STYLES}
    best = max(rows, key=lambda each: rows[each])
    if not rows[best] and not others:
        return (ISO,), f"{GUESS}, the file has no dates"
    if not rows[best]:
        days, doubt = _day_styles(others)
        return days, doubt or f"{GUESS}, {UNEXPLAINED}"
    other = _turned(best) if best in NUMBERS else ""
    if other and rows[other] == rows[best]:
        return (FILL_IN,), f"{best} or {other}? Every date could be either"
    found = [each for each in rows if rows[each] >= 0.02 * rows[best] and each != other]
    styles = sorted(found, key=lambda each: -rows[each])
    kept = [each for each in styles if each not in (ISO, EXCEL) or each == best]
    return tuple(dict.fromkeys(kept)), ""


def _turned(style: str) -> str:
    """The same style with day and month the other way round."""
    return style.translate(str.maketrans("dm", "md"))


def _month_styles(held: Sequence[Contents]) -> tuple[str, ...]:
    rows = {each: sum(one.rows * one.styles[each] for one in held) for each in CERTAIN_MONTHS}
    found = [each for each in CERTAIN_MONTHS if rows[each]]
    return tuple(sorted(found, key=lambda each: -rows[each])) or ("%Y-%m",)
