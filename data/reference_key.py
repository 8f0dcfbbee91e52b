"""The key that references are hashed with: a setting, a file, or one made once in the store."""

import os
import secrets
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp
from typing import Any

from data.export import exports
from data.grammar import capital
from data.pseudonyms import WAY, key_id
from data.settings import Settings
from data.store import Store, flush

SHORTEST = 16
IN_STORE = "reference.key"
Receipt = Mapping[str, Any]


class KeyProblemError(Exception):
    """Says in a sentence why there is no key, or not the right one; never what it holds."""


def reference_key(store: Store, settings: Settings) -> bytes:
    """The key of this deployment. Raises KeyProblemError when it cannot be had."""
    if settings.reference_key and settings.key_file:
        raise KeyProblemError(
            "Both SHARING_REFERENCE_KEY and SHARING_KEY_FILE are set: set one of them only."
        )
    if settings.reference_key:
        return settings.reference_key.get_secret_value().encode()
    if settings.key_file:
        return _read(settings.key_file, "the file that SHARING_KEY_FILE names")
    return _own(store)


def in_store(store: Store, settings: Settings) -> bool:
    """Whether the key lies beside the data that it protects."""
    if (store.root / IN_STORE).exists():
        return True
    file = settings.key_file
    return file is not None and file.resolve().is_relative_to(store.root.resolve())


def check_key(key: bytes, receipts: Iterable[Receipt]) -> None:
    """Raise KeyProblemError when what the store holds was hashed with another key."""
    known = {each["key_id"] for each in receipts if _as_now(each)}
    if known and known != {key_id(key)}:
        raise KeyProblemError(
            f"The store's references were hashed with the key {' and '.join(sorted(known))}, and "
            f"this is the key {key_id(key)}, so rows would no longer join. Set "
            "SHARING_REFERENCE_KEY or SHARING_KEY_FILE to the key that was used before; if it is "
            "lost, load every export again into a new store."
        )


def check_hashed(receipts: Iterable[Receipt]) -> None:
    """Raise KeyProblemError for submissions whose references are not hashed as now, or mixed."""
    found = [each for each in receipts if _has_references(each)]
    before = sorted(each["file_name"] for each in outdated(found))
    if before:
        raise KeyProblemError(
            "No release was made, since some exports were loaded before references were stored as "
            f"the hashes of today and would join with nothing: load these again: "
            f"{', '.join(before)}. Where a file is gone, delete its folder in the store's "
            "submissions."
        )
    if len({each["key_id"] for each in found}) > 1:
        raise KeyProblemError(
            "No release was made, since the store's exports were hashed with different keys and "
            "would not join: load every export again into a new store."
        )


def outdated(receipts: Iterable[Receipt]) -> list[Receipt]:
    """The submissions whose references are as they were sent, or hashed in an earlier way."""
    return [each for each in receipts if _has_references(each) and not _as_now(each)]


def _as_now(receipt: Receipt) -> bool:
    return str(receipt.get("key_id", "")).startswith(WAY)


def _has_references(receipt: Receipt) -> bool:
    return any(column.hashed for column in exports()[receipt["export"]].kept)


def _read(path: Path, where: str) -> bytes:
    try:
        key = path.read_bytes().strip()
    except OSError:
        raise KeyProblemError(
            f"{capital(where)} cannot be read: check its name and who may read it, "
            "or set SHARING_REFERENCE_KEY."
        ) from None
    if len(key) < SHORTEST:
        raise KeyProblemError(
            f"The key in {where} is too short: if exports were loaded with another key, put that "
            f"one back; else give it {SHORTEST} characters or more, best made at random."
        )
    return key


def _own(store: Store) -> bytes:
    """The store's own key, made if there is none; of two that are made at once, one is taken."""
    place = store.root / IN_STORE
    if not place.exists():
        store.root.mkdir(parents=True, exist_ok=True)
        # mkstemp gives it to this user alone; a link appears whole, or not where one is already
        descriptor, name = mkstemp(dir=store.root, prefix=f".{IN_STORE}.")
        aside = Path(name)
        try:
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(secrets.token_hex(32) + "\n")
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                place.hardlink_to(aside)
        finally:
            aside.unlink()
        flush(store.root)
    return _read(place, f"the file {IN_STORE} in the store")
