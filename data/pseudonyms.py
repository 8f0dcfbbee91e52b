"""Keyed hashes in place of references that could be used again outside.

HMAC-SHA256 (RFC 2104) of the trimmed text, worked out by DuckDB; its first 128 bits, written with
the letters a to p only, so that no hash can look like a CHI or a phone number. The same reference
has the same hash in every export, from every provider and in every load with the same key.
"""

import hmac
from hashlib import sha256

from data.engine import Connection

BLOCK = 64
"""Bytes that SHA-256 takes at a time."""
DIGITS = 32
HASH = f"[a-p]{{{DIGITS}}}"
"""The form of a hash, as a regular expression."""
FROM, TO = "0123456789", "ghijklmnop"
NAMED = b"which key were the references of this submission hashed with"


def key_id(key: bytes) -> str:
    """Eight letters that tell one key from another and tell nothing of it."""
    return _letters(hmac.digest(key, NAMED, "sha256").hex()[:8])


def hashed(key: bytes, reference: str) -> str:
    """The hash of one reference, as DuckDB works it out: for tests, and to look one up."""
    return _letters(hmac.digest(key, reference.encode(), "sha256").hex()[:DIGITS])


def hand_over(connection: Connection, key: bytes) -> None:
    """Let the connection hash, by variables: no statement, plan or error text holds the key."""
    whole = (sha256(key).digest() if len(key) > BLOCK else key).ljust(BLOCK, b"\0")
    for name, pad in (("inner_pad", 0x36), ("outer_pad", 0x5C)):
        connection.execute(f"SET VARIABLE {name} = $1", [bytes(byte ^ pad for byte in whole)])


def hashed_sql(text: str) -> str:
    """The hash of a text expression, after hand_over(); NULL for NULL."""
    inner = f"unhex(sha256(getvariable('inner_pad') || encode({text})))"
    outer = f"sha256(getvariable('outer_pad') || {inner})"
    return f"translate(left({outer}, {DIGITS}), '{FROM}', '{TO}')"


def is_hash_sql(text: str) -> str:
    """A SQL predicate: the text expression has the form of a hash."""
    return f"regexp_full_match({text}, '{HASH}')"


def _letters(digits: str) -> str:
    return digits.translate(str.maketrans(FROM, TO))
