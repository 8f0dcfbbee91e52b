"""Reads and judges one file: afterwards a connection holds its rows, and the receipt says what."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from data import submission
from data.asked import Asked
from data.causes import likely_cause
from data.columns import WHOLE_ROW
from data.dates.epoch import DAY_0, count_days_from
from data.definitions import definitions
from data.engine import Connection, EngineError
from data.export import exports
from data.headings import shown
from data.judge import Judged, count, judge
from data.mixed import check_order, check_versions
from data.near_headings import copies, look, near
from data.personal import screen
from data.personal.refused import advice, too_many
from data.personal.unkept import unkept
from data.place import place
from data.progress import Tell
from data.readers import Staged, reader
from data.readers.clock import OvertimeError, late, limited
from data.recognise import Recognised, recognise
from data.refusal import RefusalError, named
from data.settings import settings
from data.submission import Receipt


@dataclass(frozen=True)
class File:
    """A file to be read, and what is known of it beforehand."""

    path: Path
    asked: Asked
    sample: bool
    key_id: str
    """Of the key that the connection hashes references with."""
    today: date


def take_in(connection: Connection, file: File, tell: Tell) -> Receipt:
    """Read and judge one file: afterwards the connection holds `accepted` and `rejected`.

    Raises RefusalError when the file cannot be read whole and with certainty, or when too many of
    its rows hold personal data.
    """
    path = file.path
    tell("load", 0.0, f"reading {named(path)}")
    file_format, reading = reader(path)
    found = recognise(named(path), reading.layouts(connection, path), file.asked.chosen)
    looked_at = unkept(found.layout.headings, found.dropped, found.columns, found.how.headings)
    wanted = {**found.columns, **{each.staged: each.position for each in looked_at}}
    staged = reading.stage(connection, path, found.layout, wanted)
    if found.layout.day_0 != DAY_0:
        export = exports()[found.how.export]
        count_days_from(connection, found.layout.day_0, export, found.columns)
    staged.notes.extend(check_versions(connection, named(path), found))
    tell("load", 0.4, f"checking {named(path)}")
    export, sent = exports()[found.how.export], list(found.columns)
    turned_away = [
        (row, column if column in sent else WHOLE_ROW, reason)  # a column that is not kept is none
        for row, column, reason in staged.turned_away
    ]
    judged = judge(connection, export, found.profile, sent, looked_at, turned_away, file.today)
    check_order(connection, named(path), found)
    rows = count(connection, "staged") + len(staged.turned_away)
    _refuse_personal(connection, path, rows, sent)
    return _receipt(connection, file, file_format, found, judged, staged)


def _refuse_personal(connection: Connection, path: Path, rows: int, sent: Sequence[str]) -> None:
    """Raise RefusalError when too many rows hold personal data."""
    hit, share = screen.rows_hit(connection), settings().personal_share
    if too_many(hit, rows, share):
        told = advice(screen.report(connection), hit, rows, share, sent)
        raise RefusalError(f"{named(path)} {told}")


@contextmanager
def in_time(connection: Connection, path: Path) -> Iterator[None]:
    """Whatever stops the reading of one file becomes its refusal, so that the others go on."""
    seconds = settings().seconds_to_read
    with limited(connection, seconds):
        try:
            yield
        except (RefusalError, EngineError, OvertimeError, OSError) as error:
            if late():
                raise RefusalError(
                    f"{named(path)} took longer than {seconds:,.0f} seconds to read, so none of it "
                    "was loaded: send it in parts, or have the people who run this service raise "
                    "SHARING_SECONDS_TO_READ."
                ) from None
            if isinstance(error, RefusalError):
                raise
            # Its message, and so its traceback, may show the row that it stumbled on.
            raise RefusalError(
                f"{named(path)} was read but could not be stored ({type(error).__name__}), so "
                "none of it was loaded: see that the disk is not full, and load it again."
            ) from None
        except Exception as error:  # noqa: BLE001 - one file must not stop the others
            raise RefusalError(
                f"{named(path)} could not be read, so none of it was loaded: something unforeseen "
                f"happened ({type(error).__name__} at {place(error)}). Save it again as CSV "
                "(UTF-8) and load that; pass this sentence on to the people who run this service."
            ) from None


def _receipt(
    connection: Connection,
    file: File,
    file_format: str,
    found: Recognised,
    judged: Judged,
    staged: Staged,
) -> Receipt:
    accepted, rejected = submission.counts(connection)
    first, last = submission.days(connection, exports()[found.how.export])
    rows = count(connection, "staged") + len(staged.turned_away)
    reasons = submission.reasons(connection)
    causes = likely_cause(connection, rows - judged.repeats, rejected, reasons)
    close, doubled = near(found), copies(named(file.path), found)
    export, provider, asked = found.how.export, found.profile.provider, file.asked
    instead_of = asked.instead_of(provider, export)
    defined = definitions(export, provider, sample=file.sample, instead_of=instead_of)
    return Receipt(
        submission_id=submission.submission_id(export, provider, asked.sha256, defined),
        export=export,
        provider=provider,
        profile=found.profile.title,
        side=found.how.side,
        file_name=named(file.path),
        sha256=asked.sha256,
        bytes=file.path.stat().st_size,
        format=file_format,
        encoding=found.layout.encoding,
        delimiter=found.layout.delimiter,
        loaded_at=datetime.now(UTC).isoformat(timespec="microseconds"),
        definitions=defined,
        rows_read=rows,
        accepted=accepted,
        rejected=rejected,
        repeats=judged.repeats,
        reasons=reasons,
        dropped_columns=shown(found.undeclared),
        personal=screen.report(connection),
        key_id=file.key_id,
        missing_columns=found.missing,
        sample=file.sample,
        first_day=first,
        last_day=last,
        recognised=found.why,
        chosen=asked.chosen,
        instead_of=instead_of,
        notes=[
            *found.layout.notes,
            *staged.notes,
            *judged.notes,
        ],
        resolved=judged.resolved,
        suggested=judged.suggested,
        strays={name: asdict(each) for name, each in judged.strays.items()},
        warnings=[*causes, *found.layout.look, *look(close, doubled)],
        near=close,
    )
