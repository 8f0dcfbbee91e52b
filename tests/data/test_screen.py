"""What is done about personal data: dropped, rejected, or the whole file refused."""

import random
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from bench.true_values import chi_digits, chi_without_its_zero
from data.engine import build
from data.export import exports
from data.load import Loaded
from data.personal import aside, screen
from data.personal.found import found_in
from data.profile import profiles
from data.store import Store
from tests.data.loading import lines, load_text, receipt, rejected
from tests.data.test_personal import MOBILE, chi, ni_number
from tests.data.test_templates import example

NUMBER = chi("150684", 12)


def sent(store: Path, *rows: dict[str, str], of: int = 1000) -> Loaded:
    """Load rows, and as many harmless ones as make `of` rows."""
    told = [{"referral_id": f"H-{number}", **row} for number, row in enumerate(rows)]
    more = [{"referral_id": f"M-{number}"} for number in range(of - len(rows))]
    return load_text(store, lines(*told, *more))


def test_an_undeclared_column_is_dropped_and_reported(own_store: Path) -> None:
    found = sent(
        own_store,
        {"Hub note": f"rang {MOBILE} or jo@example.org", "Postcode": "EH1 2NG"},
        {"Hub note": f"rang {MOBILE} again", "Team": "North"},
        {"Hub note": "not in"},
    )
    told = receipt(found)
    assert told["accepted"] == 1000
    assert told["dropped_columns"] == ["Hub note", "Postcode", "Team"]
    assert told["personal"] == {
        "Hub note": {
            "email address": 1,
            "free text, announced by its heading": 3,
            "phone number": 2,
        },
        "Postcode": {"address, announced by its heading": 1, "postcode": 1},
    }


def test_a_heading_that_may_not_be_shown_is_told_by_its_place(own_store: Path) -> None:
    told = receipt(sent(own_store, {"Jane Smith": ni_number()}))
    assert told["personal"] == {"column 6 (heading not shown)": {"National Insurance number": 1}}


def test_columns_of_the_same_heading_are_told_apart(own_store: Path) -> None:
    text = lines({"referral_id": "R-1", "Memo": MOBILE, "Memo 2": "EH1 2NG"})
    told = receipt(load_text(own_store, text.replace("Memo 2", "Note").replace("Memo", "Note")))
    assert [*told["personal"]] == ["Note", "Note (column 7)"]


def test_a_declared_column_turns_the_row_away(own_store: Path) -> None:
    found = sent(
        own_store,
        {"case_ref": f"X-{NUMBER}"},
        {"risk_sender": "jo@example.org"},
        {"council": "EH1 2NG"},
        {"received_date": MOBILE},
    )
    assert rejected(own_store, found) == [
        (2, "case_ref", "personal_data"),
        (3, "risk_sender", "personal_data"),
        (4, "council", "personal_data"),
        (5, "received_date", "personal_data"),
    ]
    assert receipt(found)["personal"] == {
        "case_ref": {"CHI number": 1},
        "council": {"postcode": 1},
        "received_date": {"phone number": 1},
        "risk_sender": {"email address": 1},
    }


def test_free_text_that_is_declared_is_looked_at_too(own_store: Path) -> None:
    text = f"agreement_id,type,title,owner_org,parties\nA-1,isa,for {NUMBER},ASSIST,ASSIST\n"
    told = receipt(load_text(own_store, text))
    assert told["personal"] == {"title": {"CHI number": 1}}


@pytest.mark.parametrize(
    ("hit", "rows", "state"),
    [(1, 1, "loaded"), (1, 20, "loaded"), (2, 20, "refused"), (10, 1000, "loaded")],
)
def test_few_rows_are_taken(own_store: Path, hit: int, rows: int, state: str) -> None:
    assert sent(own_store, *[{"memo": MOBILE}] * hit, of=rows).state == state


def test_a_file_with_more_than_one_in_a_hundred_is_refused_whole(own_store: Path) -> None:
    hits = [{"memo": MOBILE}] * 6 + [{"case_ref": NUMBER}] * 5
    found = sent(own_store, *hits)
    assert (found.state, found.receipt) == ("refused", None)
    assert found.sentence == (
        "referrals.csv was refused, and nothing of it is kept: 11 of its 1,000 rows hold what "
        "tells who somebody is, and no more than 1 % may. In case_ref: CHI number (5 rows). In "
        "column 6 (heading not shown): phone number (6 rows). Ask the provider to leave out column "
        "6 (heading not shown), and to send nothing but references, codes and dates in case_ref, "
        "and to export the file again. Should its own numbers of ten digits only look like CHI "
        "numbers, as one in 300 does by chance, two more digits before each of them, always the "
        "same, tell them apart."
    )
    assert Store(own_store).receipts() == []
    assert not list((own_store / "work").iterdir())


def test_a_row_counts_once_however_much_it_holds(own_store: Path) -> None:
    row = {"memo": MOBILE, "case_ref": NUMBER, "incident_ref": NUMBER, "Text": "EH1 2NG"}
    assert sent(own_store, *[row] * 10).state == "loaded"


def test_the_share_is_a_setting(own_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHARING_PERSONAL_SHARE", "0.5")
    assert sent(own_store, *[{"memo": MOBILE}] * 9, of=20).state == "loaded"


@pytest.mark.parametrize(
    "texts",
    [
        ["2024-03-01 10:20:30", "2012-01-01T00:00:00"],
        ["01/03/2011 09:00", "01/01/1970"],
        ["12:30", "1 Mar 2024"],
        ["S12000033", "d41d8cd98f00b204e9800998ecf8427e"],
    ],
)
def test_times_and_codes_of_records_are_no_hit(own_store: Path, texts: Sequence[str]) -> None:
    told = receipt(sent(own_store, *({"Last changed": text} for text in texts), of=len(texts)))
    assert told["personal"] == {}


def test_an_old_days_column_is_one_of_births(own_store: Path) -> None:
    found = sent(own_store, {"D1": "1984-06-15"}, {"D1": "15/06/1979"}, of=2)
    assert found.state == "refused"
    assert "date of birth (2 rows)" in found.sentence


@pytest.mark.parametrize(("column", "digits"), [("case_ref", 9), ("Serial", 9), ("Serial", 10)])
def test_chance_is_no_hit_in_a_column_of_numbers(own_store: Path, column: str, digits: int) -> None:
    numbers = [str(10 ** (digits - 1) + 7919 * number) for number in range(20_000)]
    assert any(found_in(numbers)), "some are CHI numbers to the letter"
    told = receipt(sent(own_store, *({column: number} for number in numbers), of=20_000))
    assert told["personal"] == {}


@pytest.mark.parametrize("column", ["case_ref", "Serial"])
def test_a_column_of_chi_numbers_is_found_though_noughts_are_lost(
    own_store: Path, column: str
) -> None:
    draw = random.Random(1)  # noqa: S311 - nothing is to be kept secret
    numbers = [chi_without_its_zero(draw) for _ in range(80)] + [
        chi_digits(draw) for _ in range(80)
    ]
    found = sent(own_store, *({column: number} for number in numbers), of=160)
    assert f"CHI number ({len(numbers)} rows)" in found.sentence


def test_free_text_is_told_by_the_standards_name_whatever_a_system_calls_it(
    own_store: Path,
) -> None:
    columns = {heading: name for name, heading in _council_headings().items()}
    row = {"agreement_id": "A-1", "type": "isa", "owner_org": "ASSIST", "parties": "ASSIST"}
    row |= {"title": f"for {MOBILE}", "signed_date": "01/03/2024"}
    cells = [row.get(name, "") for name in columns.values()]
    told = receipt(load_text(own_store, f"{','.join(columns)}\n{','.join(cells)}\n"))
    assert told["provider"] == "council"
    assert told["personal"] == {"title": {"phone number": 1}}


def _council_headings() -> dict[str, str]:
    how = profiles()["council"].exports["agreements"]
    return {name: heading for heading, name in how.headings.items()}


@pytest.mark.parametrize(
    ("export", "beside", "found"),
    [
        ("agreements", "Supersedes the protocol of 12 June 2012", False),
        ("agreements", "of the worker born 12 June 1982", True),
        ("referrals", "Supersedes the protocol of 12 June 2012", True),
    ],
)
def test_an_old_day_beside_a_document_is_none_of_birth(
    own_store: Path, export: str, beside: str, *, found: bool
) -> None:
    whole = exports()[export]
    head, row = (
        ",".join(each)
        for each in zip(
            *((column.name, example(column)) for column in whole.kept),
            ("Replaces", beside),
            strict=True,
        )
    )
    told = receipt(load_text(own_store, f"{head}\n{row}\n"))["personal"]
    kinds = [kind for kinds in told.values() for kind in kinds]
    assert kinds == (["date of birth"] if found else [])


def ragged(number: int, *more: str) -> str:
    """A referral with cells beyond the headings, as an unquoted comma makes them."""
    return ",".join([f"X-{number}", "2024-01-02", "Fife", "Police Scotland", "ASSIST", *more])


def test_rows_that_are_turned_away_count_towards_the_share(own_store: Path) -> None:
    good = lines(*({"referral_id": f"M-{number}"} for number in range(198)))
    one, two = (ragged(number, MOBILE, "EH1 2NG") for number in (1, 2))
    told = receipt(load_text(own_store, f"{good}{one}\n"))
    assert told["personal"] == {"row 200 (turned away)": {"phone number": 1, "postcode": 1}}
    found = load_text(own_store, f"{good}{one}\n{two}\n{ragged(3, MOBILE)}\n", "more.csv")
    assert found.state == "refused"
    assert found.sentence == (
        "more.csv was refused, and nothing of it is kept: 3 of its 201 rows hold what tells who "
        "somebody is, and no more than 1 % may. In rows 200, 201 and 202 (turned away): phone "
        "number (3 rows); postcode (2 rows). Ask the provider to take all that tells who somebody "
        "is out of rows 200, 201 and 202 (turned away), and to export the file again."
    )


def test_titles_and_notes_are_told_and_count_towards_no_share(own_store: Path) -> None:
    text = f"Referrals {MOBILE}\n{lines({})}Ask {MOBILE} and others\nOr write to jo@example.org\n"
    assert receipt(load_text(own_store, text))["personal"] == {
        "row 1 (above the headings)": {"phone number": 1},
        "rows 4 and 5 (not data)": {"email address": 1, "phone number": 1},
    }


def test_texts_that_are_no_rows_leave_memory_and_are_not_written(own_store: Path) -> None:
    load_text(own_store, f"{MOBILE}\n{lines({})}{ragged(1, MOBILE)}\n")
    for path in own_store.rglob("*"):
        if path.is_file():
            content = str(pq.read_table(path).to_pylist()) if path.suffix == ".parquet" else ""
            assert MOBILE not in content + path.read_bytes().decode("utf-8", "replace")


def test_what_is_read_as_no_row_is_forgotten_once_looked_at() -> None:
    with closing(build()) as connection:
        screen.start(connection)
        connection.execute("CREATE TABLE staged (row_number BIGINT)")
        aside.put(connection, aside.TURNED_AWAY, [2, 3], [MOBILE, "Fife, Scotland"])
        screen.look_at_aside(connection, people=True)
        held = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        assert sorted(name for (name,) in held) == ["personal", "staged"]
        assert screen.report(connection) == {"row 2 (turned away)": {"phone number": 1}}
