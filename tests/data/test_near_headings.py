"""A misspelt heading loses no column in silence: which of ours it may be is said, by its number."""

import pytest

from data.feedback import feedback
from data.near_headings import LOST, copies, look, near
from data.profile import profiles
from data.readers import Layout
from data.receipt_lines import lines as told_lines
from data.receipts import not_sent
from data.recognise import Recognised, recognise
from data.refusal import RefusalError
from data.store import Store
from tests.data.loading import load_text, receipt

ASSIST = list(profiles()["assist"].exports["referrals"].headings)
STANDARD = ["referral_id", "referral_date", "council", "from_org", "to_org"]


def read(*headings: str) -> Recognised:
    return recognise("a.csv", [Layout(headings)])


def with_slips(**slips: str) -> Recognised:
    """ASSIST's headings, some otherwise; by heading with _ for a space."""
    otherwise = {name.replace("_", " "): slip for name, slip in slips.items()}
    return read(*(otherwise.get(each, each) for each in ASSIST))


def at(heading: str) -> int:
    return ASSIST.index(heading) + 1


def test_a_slip_and_a_spoilt_letter_are_near() -> None:
    found = near(with_slips(Our_Risk="Our Rsik", Outcome="Outcomes"))
    assert found == {"risk_receiver": at("Our Risk"), "outcome": at("Outcome")}
    mojibake = near(with_slips(Retold_Story="Retold StÃ³ry"))
    assert mojibake == {"repeat_disclosure": at("Retold Story")}


def test_what_another_system_or_the_standard_calls_it_is_near() -> None:
    assert near(with_slips(Our_Risk="RISK_RECEIVER")) == {"risk_receiver": at("Our Risk")}


def test_another_word_is_not_near_nor_is_anything_near_a_column_that_is_there() -> None:
    assert near(with_slips(Our_Risk="Hazard")) == {}
    assert near(read(*ASSIST, "Our Rsik")) == {}


def test_of_two_headings_the_nearer_is_told_and_each_once() -> None:
    found = near(read(*STANDARD, "outcomes2x", "outcomes", "risk_recevier"))
    assert found == {"outcome": 7, "risk_receiver": 8}


def test_many_long_headings_take_no_time() -> None:
    assert near(read(*STANDARD, *(f"{n}{'x' * 5000}" for n in range(300)))) == {}


@pytest.mark.parametrize("again", ["referral_date_1", "Referral date 2", "referral_date (1)"])
def test_a_heading_with_a_number_at_its_end_looks_like_a_copy(again: str) -> None:
    assert copies("a.csv", read(*STANDARD, again)) == {"referral_date": 6}


def test_no_copy_where_only_the_numbered_one_is_there_or_the_word_is_unknown() -> None:
    assert copies("a.csv", read(*STANDARD, "outcome_1", "Colour 2", "2")) == {}


def test_what_a_program_renamed_is_refused_as_the_same_heading_twice_is() -> None:
    with pytest.raises(RefusalError) as refused:
        copies("a.csv", read(*STANDARD, "referral_date.1"))
    assert "a.csv has more than once the column referral_date" in str(refused.value)
    assert "column 6 has the same heading" in str(refused.value)


def test_each_sort_is_a_sentence_in_the_order_of_the_file() -> None:
    said = look({"outcome": 13, "risk_receiver": 12}, {"council": 2})
    assert said[0].startswith("Column 12 may be risk_receiver and column 13 may be outcome: ")
    assert "all rows were taken without" in said[0]
    assert said[1].startswith("Column 2 looks like a copy of council, and was not read.")
    assert look({}, {}) == []


def test_a_load_says_so_first_and_takes_nothing(store: Store) -> None:
    text = f"{','.join(STANDARD)},risk_recevier\nR-1,2024-01-02,Fife,Police Scotland,ASSIST,high\n"
    told = receipt(load_text(store.root, text, "a.csv"))
    first, *others = told_lines(told)
    assert first.startswith("Look at this first: Column 6 may be risk_receiver: ")
    assert "risk_recevier" not in "\n".join([first, *others])
    (missing,) = not_sent(told)
    assert missing in others
    assert "risk_receiver" in missing
    (line,) = feedback(store, told).to_dict("records")
    assert line["Your heading"] == line["Column of the standard"] == "risk_receiver"
    assert line["What became of the row"] == LOST
    assert "column 6" in line["What to do"]


def test_a_division_is_worked_out_and_so_is_not_lost() -> None:
    told = {"export": "referrals", "missing_columns": ["division"]}
    assert not_sent(told) == []
    assert not_sent(told | {"missing_columns": ["division", "outcome"]}) == [
        "Not sent, and so in no number of this file: outcome."
    ]


def test_a_refused_copy_leaves_nothing_in_the_store(store: Store) -> None:
    text = f"{','.join(STANDARD)},council.1\nR-1,2024-01-02,Fife,Police Scotland,ASSIST,Angus\n"
    found = load_text(store.root, text, "a.csv")
    assert found.state == "refused"
    assert "more than once" in found.sentence
    assert store.receipts() == []
