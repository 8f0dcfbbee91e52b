"""Keyed hashes in place of references that could be used again outside.

BLAKE2s with a key (RFC 7693, the keyed hash of Python's hashlib) of the trimmed text, 128 bits,
written with the letters a to p only, so that no hash can look like a CHI or a phone number. The
same reference has the same hash in every export, from every provider and in every load with the
same key.
"""

from hashlib import blake2s

import numpy as np
import pyarrow as pa
from duckdb.func import ARROW
from duckdb.sqltypes import VARCHAR

from data.engine import Connection

BYTES = 16
DIGITS = 2 * BYTES
HASH = f"[a-p]{{{DIGITS}}}"
"""The form of a hash, as a regular expression."""
FUNCTION = "keyed_hash"
WAY = "blake2s-all-"
"""Starts the id of every key, so that hashes made in an earlier way are told from these.

Earlier, under "blake2s-", references of documents were kept as they came.
"""
NAMED = "which key were the references of this submission hashed with"
LETTERS = "abcdefghijklmnop"
PAIRS = np.frombuffer("".join(a + b for a in LETTERS for b in LETTERS).encode(), np.uint16)
"""The two letters of each byte."""


def key_id(key: bytes) -> str:
    """Tells one key from another, and how references were hashed with it; nothing of the key."""
    return WAY + hashed(key, NAMED)[:8]


def hashed(key: bytes, reference: str) -> str:
    """The hash of one reference, as a connection works it out: for tests, and to look one up."""
    each = _keyed(key)
    each.update(reference.encode())
    return _letters(each.digest()).decode()


def hand_over(connection: Connection, key: bytes) -> None:
    """Let the connection hash, by a function: no statement, plan or error text holds the key."""
    start = _keyed(key)

    def hashes(texts: pa.ChunkedArray) -> pa.Array:
        found = []
        for text in texts.cast(pa.binary()).to_pylist():
            each = start.copy()  # quicker than to take in the key again
            each.update(text)
            found.append(each.digest())
        ends = np.arange(len(found) + 1, dtype=np.int32) * np.int32(DIGITS)
        letters = _letters(b"".join(found))
        return pa.Array.from_buffers(
            pa.string(), len(found), [None, pa.py_buffer(ends), pa.py_buffer(letters)]
        )

    connection.create_function(FUNCTION, hashes, [VARCHAR], VARCHAR, type=ARROW)


def hashed_sql(text: str) -> str:
    """The hash of a text expression, after hand_over(); NULL for NULL."""
    return f"{FUNCTION}({text})"


def is_hash_sql(text: str) -> str:
    """A SQL predicate: the text expression has the form of a hash."""
    return f"regexp_full_match({text}, '{HASH}')"


def _keyed(key: bytes) -> blake2s:
    # hashed first, since BLAKE2s takes a key of no more than 32 bytes
    return blake2s(key=blake2s(key).digest(), digest_size=BYTES)


def _letters(digests: bytes) -> bytes:
    return PAIRS[np.frombuffer(digests, np.uint8)].tobytes()
