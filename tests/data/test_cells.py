"""All cells of a file in one pass: short cuts that must not change what becomes of a cell."""

import random
import re
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from data import recognise
from data.columns import DATE, LONGEST_REFERENCE, USUAL_REFERENCE, reference_sql
from data.engine import build
from data.fingerprint import ROOT
from data.profile import profiles
from tests.data.loading import lines, load_text, receipt, rejected, stored

FORM = "[A-Za-z0-9][A-Za-z0-9/_.-]{0,39}"


def texts() -> list[str]:
    draw = random.Random(3)  # noqa: S311 - nothing is to be kept secret
    drawn = ["".join(draw.choices("aZ09/_.- é", k=draw.randint(1, 9))) for _ in range(4000)]
    long = ["R" + "1" * each for each in (38, 39, 40, 41)]
    return [*drawn, *long, "2024-03-12", "1/2/24", "01.02.2024", "R-2024-03-12", "", "\n1"]


def test_a_reference_is_what_it_is_said_to_be() -> None:
    told = [
        bool(re.fullmatch(FORM, each))
        and bool(re.search("[0-9]", each))
        and not re.fullmatch(DATE, each)
        for each in texts()
    ]
    with closing(build()) as connection:
        found = connection.execute(
            f"SELECT {reference_sql('text')} FROM (SELECT unnest(?) AS text)", [texts()]
        ).fetchall()
    assert [each for (each,) in found] == told
    assert {True, False} == set(told)


def test_the_usual_reference_is_one() -> None:
    usual = [each for each in texts() if re.fullmatch(USUAL_REFERENCE, each)]
    usual = [each for each in usual if len(each) <= LONGEST_REFERENCE]
    assert len(usual) > 100
    with closing(build()) as connection:
        found = connection.execute(
            f"SELECT count(*) FROM (SELECT unnest(?) AS text) WHERE NOT {reference_sql('text')}",
            [usual],
        ).fetchall()
    assert found == [(0,)]


def test_a_word_for_nothing_is_nothing_though_it_looks_like_a_reference(
    own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = {name: replace(each, blank=("", "none0")) for name, each in profiles().items()}
    monkeypatch.setattr("data.candidates.profiles", lambda: odd)
    monkeypatch.setattr(recognise, "profiles", lambda: odd)
    text = lines({"case_ref": "NONE0"}, {"referral_id": "None0"}, {"referral_id": "R-3"})
    found = load_text(own_store, text)
    assert [row["case_ref"] for row in stored(own_store, found)] == [None, None]
    assert rejected(own_store, found) == [(3, "referral_id", "missing")]


def test_repeats_are_found_with_and_without_an_identifier(own_store: Path) -> None:
    nameless = {"referral_id": ""}
    text = lines(nameless, {"referral_id": "R-2"}, nameless, {**nameless, "council": "Moray"})
    found = load_text(own_store, text)
    assert receipt(found)["repeats"] == 1
    assert rejected(own_store, found) == [(number, "referral_id", "missing") for number in (2, 5)]
    # a repeat is in no count of how texts were understood
    assert receipt(found)["resolved"]["council"] == {"name": 3}


def test_accepted_rows_lie_in_the_order_of_the_file(own_store: Path) -> None:
    count = 150_000  # more than DuckDB reads at a time
    rows = "".join(f"R-{count - number},2024-01-02,Fife,ASSIST,ASSIST\n" for number in range(count))
    text = "referral_id,referral_date,council,from_org,to_org\n" + rows
    found = load_text(own_store, text)
    file = own_store / "submissions" / receipt(found)["submission_id"] / "accepted.parquet"
    numbers = pq.read_table(file, columns=["row_number"])["row_number"].to_pylist()
    assert numbers == list(range(2, count + 2))


def test_to_load_a_file_takes_no_pandas(own_store: Path, tmp_path: Path) -> None:
    (tmp_path / "referrals.csv").write_text(lines({"referral_id": "R-1"}), encoding="utf-8")
    told = (
        "import sys; from data.__main__ import main; "
        f"main(['load', {str(tmp_path / 'referrals.csv')!r}]); "
        "sys.exit('pandas' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", told], cwd=ROOT, check=False)
    assert done.returncode == 0
    assert list((own_store / "submissions").iterdir())
