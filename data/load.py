"""The recipe for loading: each file read, judged, and put into the store as one submission."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

from data import submission
from data.definitions import definitions
from data.engine import Connection, EngineError, intake
from data.export import exports
from data.headings import shown
from data.judge import count, judge
from data.personal import screen
from data.personal.refused import advice, too_many
from data.personal.unkept import unkept
from data.progress import Tell, part, silent
from data.pseudonyms import hand_over, key_id
from data.readers import reader
from data.receipts import sentence
from data.recognise import Recognised, recognise
from data.reference_key import KeyProblemError, check_key, reference_key
from data.refusal import RefusalError, named
from data.settings import settings
from data.store import Store
from data.submission import Receipt
from data.work import building, settle


@dataclass(frozen=True)
class Loaded:
    """What became of one file."""

    path: Path
    state: Literal["loaded", "already loaded", "refused"]
    sentence: str
    """For a person: what happened and, when refused, what to do."""
    receipt: Mapping[str, Any] | None = None


def load(
    store: Store, paths: Iterable[Path], *, tell: Tell = silent, today: date | None = None
) -> list[Loaded]:
    """Load files, and the files of folders, each on its own: one that is refused stops no other.

    `today` is the day after which a date is in the future; the clock's when None.
    """
    day = today or datetime.now(UTC).date()
    files = list(_files(paths))
    found = []
    for number, path in enumerate(files):
        start, end = number / len(files), (number + 1) / len(files)
        found.append(_load_file(store, path, day, part(tell, start, end)))
    tell("load", 1.0, f"files read: {len(files)}")
    return found


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    """Every file named, and every file below every folder named, in order; hidden ones left out."""
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.rglob("*") if each.is_file())
            yield from (each for each in inside if not _hidden(each.relative_to(path)))
        else:
            yield path


def _hidden(inside: Path) -> bool:
    return any(part.startswith(".") for part in inside.parts)


def _load_file(store: Store, path: Path, today: date, tell: Tell) -> Loaded:
    try:
        sha256 = _fingerprint(path)
        known = _known(store, sha256, sample=_is_sample(path))
        if known is not None:
            return _already(path, known)
        return _submit(store, path, sha256, today, tell)
    except RefusalError as refusal:
        return Loaded(path, "refused", str(refusal))
    except KeyProblemError as problem:
        return Loaded(path, "refused", f"{named(path, sha256)} was not loaded. {problem}")


def _fingerprint(path: Path) -> str:
    try:
        str(path.absolute()).encode("utf-8")
        return submission.fingerprint(path)
    except UnicodeEncodeError:
        problem = "has a name that is not text: rename it"
    except FileNotFoundError:
        problem = "is not there: check the name"
    except OSError:
        problem = "cannot be opened: check that this user may read it"
    raise RefusalError(f"{named(path)} {problem}, and load it again.")


def _known(store: Store, sha256: str, *, sample: bool) -> Mapping[str, Any] | None:
    """The receipt of a reading of the same bytes that reading them now would only repeat.

    A sample's name on a file that was loaded as a real one does not make it a sample.
    """
    same = (each for each in store.receipts() if each["sha256"] == sha256)
    alike = (each for each in same if sample or not each["sample"])
    return next((each for each in alike if each.get("definitions") == _as_now(each)), None)


def _as_now(receipt: Mapping[str, Any]) -> str:
    return definitions(receipt["export"], receipt["provider"], sample=receipt["sample"])


def _is_sample(path: Path) -> bool:
    return path.name.startswith(submission.SAMPLE)


def _submit(store: Store, path: Path, sha256: str, today: date, tell: Tell) -> Loaded:
    key = reference_key(store, settings())
    check_key(key, store.receipts())
    with building(store) as folder:
        with closing(intake(path.absolute(), folder)) as connection:
            try:
                hand_over(connection, key)
                receipt = _read(connection, path.absolute(), sha256, key_id(key), today, tell)
                submission.write(connection, receipt, folder)
            except EngineError as error:
                # Its message, and so its traceback, may show the row that it stumbled on.
                raise RefusalError(
                    f"{named(path)} was read but could not be stored ({type(error).__name__}), so "
                    "none of it was loaded: see that the disk is not full, and load it again."
                ) from None
        if _fingerprint(path) != sha256:
            raise RefusalError(
                f"{named(path)} changed while it was being read: load it again when it is complete."
            )
        told = vars(receipt)
        try:
            settle(folder, store.submissions / receipt.submission_id)
        except FileExistsError:  # another load of the same file was quicker
            return _already(path, told)
    return Loaded(path, "loaded", f"{receipt.file_name}: {sentence(told)}", told)


def _read(
    connection: Connection, path: Path, sha256: str, key: str, today: date, tell: Tell
) -> Receipt:
    """Read and judge one file: afterwards the connection holds `accepted` and `rejected`."""
    tell("load", 0.0, f"reading {named(path)}")
    file_format, reading = reader(path)
    found = recognise(named(path), reading.layouts(connection, path))
    looked_at = unkept(found.layout.headings, found.dropped, found.columns, found.how.headings)
    wanted = {**found.columns, **{each.staged: each.position for each in looked_at}}
    ragged = reading.stage(connection, path, found.layout, wanted)
    tell("load", 0.4, f"checking {named(path)}")
    export = exports()[found.how.export]
    sent = list(found.columns)
    repeats = judge(connection, export, found.profile, sent, looked_at, ragged, today)
    _refuse_personal(connection, path, count(connection, "staged") + len(ragged), sent)
    return _receipt(connection, path, sha256, key, file_format, found, repeats, ragged)


def _refuse_personal(connection: Connection, path: Path, rows: int, sent: Sequence[str]) -> None:
    """Raise RefusalError when too many rows hold personal data."""
    hit, share = screen.rows_hit(connection), settings().personal_share
    if too_many(hit, rows, share):
        told = advice(screen.report(connection), hit, rows, share, sent)
        raise RefusalError(f"{named(path)} {told}")


def _receipt(
    connection: Connection,
    path: Path,
    sha256: str,
    key: str,
    file_format: str,
    found: Recognised,
    repeats: int,
    ragged: Sequence[int],
) -> Receipt:
    accepted, rejected = submission.counts(connection)
    first, last = submission.days(connection, exports()[found.how.export])
    provider, sample = found.profile.provider, _is_sample(path)
    defined = definitions(found.how.export, provider, sample=sample)
    return Receipt(
        submission_id=submission.submission_id(found.how.export, provider, sha256, defined),
        export=found.how.export,
        provider=provider,
        profile=found.profile.title,
        side=found.how.side,
        file_name=named(path),
        sha256=sha256,
        bytes=path.stat().st_size,
        format=file_format,
        encoding=found.layout.encoding,
        delimiter=found.layout.delimiter,
        loaded_at=datetime.now(UTC).isoformat(timespec="microseconds"),
        definitions=defined,
        rows_read=count(connection, "staged") + len(ragged),
        accepted=accepted,
        rejected=rejected,
        repeats=repeats,
        reasons=submission.reasons(connection),
        dropped_columns=shown(found.dropped),
        personal=screen.report(connection),
        key_id=key,
        missing_columns=found.missing,
        sample=sample,
        first_day=first,
        last_day=last,
    )


def _already(path: Path, receipt: Mapping[str, Any]) -> Loaded:
    day = str(receipt["loaded_at"])[:10]
    return Loaded(
        path, "already loaded", f"{named(path)} was already loaded on {day}: no change.", receipt
    )
