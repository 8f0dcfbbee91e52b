"""Organisations that a deployment adds to the register: the file organisations.csv of its store.

It has the columns of the register that ships with the project, and is used whole or not at all.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from data.settings import settings

NAME = "organisations.csv"
COLUMNS = ("org_code", "org_name", "sector", "competent_authority", "name_variants")
ALLOWED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"sector": ("police", "public", "third"), "competent_authority": ("yes", "no")}
)
CODE = "[a-z][a-z0-9_]{1,39}"
Row = Mapping[str, str]
Changed = tuple[Path, int, int] | None
"""The file, when it was changed and how long it is; None where there is none."""


def changed() -> Changed:
    """What tells whether the deployment's own register has changed."""
    path = settings().store / NAME
    try:
        found = path.stat()
    except OSError:
        return None
    return path, found.st_mtime_ns, found.st_size


def own_organisations() -> Sequence[Row]:
    """The deployment's own lines of the register; none while something in them is wrong."""
    return _read(changed())


def own_lines() -> list[str]:
    """The same, as texts that tell whether it changed; empty where there is none."""
    return [repr(row) for row in own_organisations()]


def faults() -> tuple[tuple[int, str], ...]:
    """Line and what is wrong with it, for all that keeps the file from being used."""
    return _faults(changed())


@lru_cache(maxsize=4)
def _read(found: Changed) -> Sequence[Row]:
    return () if found is None or _faults(found) else tuple(row for _, row in _rows(found[0]))


@lru_cache(maxsize=4)
def _faults(found: Changed) -> tuple[tuple[int, str], ...]:
    return tuple(_wrong(found[0])) if found else ()


def _rows(path: Path) -> list[tuple[int, Row]]:
    """Line and cells of each row. Raises OSError or ValueError, and csv.Error."""
    reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")), strict=True)
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise ValueError
    return [
        (reader.line_num, {name: (row[name] or "").strip() for name in COLUMNS}) for row in reader
    ]


def _wrong(path: Path) -> Iterator[tuple[int, str]]:
    try:
        rows = _rows(path)
    except (OSError, ValueError, csv.Error):
        yield 1, f"it must be CSV in UTF-8 with the headings {','.join(COLUMNS)}"
        return
    for line, row in rows:
        if not re.fullmatch(CODE, row["org_code"]):
            yield line, "org_code must be a short name of small letters, digits and _"
        if not row["org_name"]:
            yield line, "org_name is not given"
        for name, allowed in ALLOWED.items():
            if row[name] not in allowed:
                yield line, f"{name} must be one of {', '.join(allowed)}"
    yield from _twice(rows)


def _twice(rows: Sequence[tuple[int, Row]]) -> Iterator[tuple[int, str]]:
    """Lines whose code or a name of which is already somebody's, of the register or above."""
    from data.engine import build
    from data.lookups import fill_names
    from data.reference import shipped_organisations

    every = [*shipped_organisations(), *(row for _, row in rows)]
    codes = [row["org_code"] for row in every]
    with closing(build()) as connection:
        fill_names(connection, every)
        shared = connection.execute(
            "SELECT unnest(list(code)) FROM names WHERE kind = 'organisation' GROUP BY key "
            "HAVING count(DISTINCT code) > 1"
        ).fetchall()
    taken = {code for (code,) in shared}
    for line, row in rows:
        if row["org_code"] in taken or codes.count(row["org_code"]) > 1:
            yield line, "its code, its name or a variant is already another organisation's"
