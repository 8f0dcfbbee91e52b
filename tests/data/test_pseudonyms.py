"""References are kept as keyed hashes, equal wherever the same reference is sent."""

import hashlib
import random
import re
import string
from pathlib import Path

import pytest

from data.engine import EngineError, build
from data.personal.found import found_in
from data.pseudonyms import HASH, hand_over, hashed, hashed_sql, is_hash_sql, key_id
from tests.data.loading import kept, lines, load_text, receipt, stored

KEYS = (b"k" * 16, b"a longer key than BLAKE2s takes, which is why keys are hashed themselves " * 2)


def by_duckdb(key: bytes, *texts: str | None) -> list[str | None]:
    connection = build()
    hand_over(connection, key)
    connection.execute("CREATE TABLE t AS SELECT unnest(?) AS text", [list(texts)])
    found = connection.execute(f"SELECT {hashed_sql('text')} FROM t").fetchall()
    connection.close()
    return [value for (value,) in found]


@pytest.mark.parametrize("key", KEYS, ids=["short", "long"])
def test_it_is_keyed_blake2s_in_letters(key: bytes) -> None:
    texts = ["R-1", "", "PS/2024-001_a.b", "x" * 40, "\u00e9\u4e2d\U0001f600"]
    letters = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
    taken = hashlib.blake2s(key).digest()
    expected = [
        hashlib.blake2s(text.encode(), key=taken, digest_size=16).hexdigest().translate(letters)
        for text in texts
    ]
    assert by_duckdb(key, *texts) == expected == [hashed(key, text) for text in texts]
    assert by_duckdb(key, None) == [None]
    assert by_duckdb(key, "R-1", None, "R-2")[::2] == [hashed(key, "R-1"), hashed(key, "R-2")]


def test_case_tells_references_apart_and_so_does_the_key() -> None:
    first, second = by_duckdb(KEYS[0], "r-1", "R-1")
    assert len({first, second, *by_duckdb(KEYS[1], "R-1")}) == 3


def test_no_hash_looks_like_anything_else() -> None:
    draw = random.Random(1)  # noqa: S311 - nothing is to be kept secret
    texts = ["".join(draw.choices(string.printable, k=12)) for _ in range(5000)]
    found = [each for each in by_duckdb(KEYS[0], *texts) if each]
    assert not any(found_in(found))
    connection = build()
    connection.execute("CREATE TABLE t AS SELECT unnest(?) AS h", [found])
    shaped = connection.execute(f"SELECT count(*) FROM t WHERE {is_hash_sql('h')}").fetchall()
    connection.close()
    assert shaped == [(5000,)]
    assert HASH == "[a-p]{32}"


def test_the_keys_id_tells_keys_apart_and_no_key() -> None:
    ids = {key_id(key) for key in KEYS}
    assert len(ids) == 2
    assert all(re.fullmatch("blake2s-all-[a-p]{8}", each) for each in ids)


def test_no_error_or_plan_holds_the_key() -> None:
    connection = build()
    hand_over(connection, KEYS[0])
    taken = hashlib.blake2s(KEYS[0]).digest()
    said = []
    for statement in (
        f"SELECT {hashed_sql('no_such_column')}",
        f"SELECT CAST({hashed_sql('t')} AS INTEGER) FROM (SELECT 'x' AS t)",
    ):
        with pytest.raises(EngineError) as error:
            connection.execute(statement).fetchall()
        said.append(str(error.value))
    connection.close()
    for secret in (KEYS[0], taken):
        for each in said:
            assert secret.decode("latin-1") not in each
            assert secret.hex() not in each.lower()
            assert "\\x" + secret.hex()[:2] not in each.lower()


def test_small_letters_and_capitals_are_one_reference(own_store: Path) -> None:
    text = lines({"referral_id": "ps-1", "case_ref": "C-9"}, {"referral_id": "R-2"})
    (row, _) = stored(own_store, load_text(own_store, text))
    assert row["referral_id"] == kept("PS-1") == kept("ps-1")
    again = load_text(own_store, lines({"referral_id": "a1"}, {"referral_id": "A1"}), "two.csv")
    assert (receipt(again)["accepted"], receipt(again)["repeats"]) == (1, 1)
