"""Loads what a test draws, and reads back what the store then holds."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

import pyarrow.parquet as pq

from data.load import Loaded, load
from data.pseudonyms import hashed
from data.store import Store
from tests.conftest import KEY

TODAY = date(2024, 6, 30)
REFERRAL = {
    "referral_id": "R-1",
    "referral_date": "2024-01-02",
    "council": "Fife",
    "from_org": "Police Scotland",
    "to_org": "ASSIST",
}


def kept(reference: str) -> str:
    """What a reference is stored as."""
    return hashed(KEY.encode(), reference.upper())


def lines(*rows: Mapping[str, str]) -> str:
    """Referrals in the standard's own headings, one line a row."""
    headings = list(dict.fromkeys(name for row in ({**REFERRAL}, *rows) for name in row))
    told = [{**REFERRAL, **row} for row in rows]
    return (
        "\n".join([",".join(headings)] + [",".join(_cells(row, headings)) for row in told]) + "\n"
    )


def _cells(row: Mapping[str, str], headings: list[str]) -> list[str]:
    return [row.get(heading, "") for heading in headings]


def load_bytes(
    store: Path, content: bytes, name: str = "referrals.csv", profile: str = ""
) -> Loaded:
    """Load one file with that content and name."""
    inbox = store.parent / "inbox"
    inbox.mkdir(exist_ok=True)
    (inbox / name).write_bytes(content)
    (found,) = load(Store(store), [inbox / name], profile=profile, today=TODAY)
    return found


def load_text(store: Path, text: str, name: str = "referrals.csv", profile: str = "") -> Loaded:
    """Load one UTF-8 file with that text and name."""
    return load_bytes(store, text.encode(), name, profile)


def receipt(found: Loaded) -> Mapping[str, Any]:
    """The receipt of a file that must have been loaded."""
    assert found.state == "loaded", found.sentence
    assert found.receipt is not None
    return found.receipt


def accepted(store: Path, found: Loaded) -> list[dict[str, Any]]:
    """The accepted rows, in order, with references as the file has them."""
    told = {kept(word): word for word in _words(found.path)}
    rows = stored(store, found)
    return [{name: _told(value, told) for name, value in row.items()} for row in rows]


def stored(store: Path, found: Loaded) -> list[dict[str, Any]]:
    """The accepted rows, in order, just as they are kept."""
    return _table(store, found, "accepted")


def _told(value: Any, told: Mapping[str, str]) -> Any:
    return told.get(value, value) if isinstance(value, str) else value


def _words(path: Path) -> set[str]:
    """Whatever could be a reference in a file of any format."""
    if path.suffix == ".parquet":
        texts = [str(pq.read_table(path).to_pylist())]
    elif is_zipfile(path):
        with ZipFile(path) as file:
            texts = [file.read(name).decode(errors="replace") for name in file.namelist()]
    else:
        content = path.read_bytes()
        texts = [content.decode(each, "replace") for each in ("utf-8", "utf-16", "cp1252")]
    return {word for text in texts for word in re.findall(r"[A-Za-z0-9/_.-]+", text)}


def rejected(store: Path, found: Loaded) -> list[tuple[int, str, str]]:
    """Row number, column and reason of every rejection, in order."""
    return [tuple(row.values()) for row in _table(store, found, "rejected")]


def _table(store: Path, found: Loaded, name: str) -> list[dict[str, Any]]:
    folder = store / "submissions" / receipt(found)["submission_id"]
    rows: list[dict[str, Any]] = pq.read_table(folder / f"{name}.parquet").to_pylist()
    return rows
