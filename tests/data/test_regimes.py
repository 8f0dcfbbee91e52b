"""Editions of the dates: what ships, what a steward changes, and what a release then says."""

from datetime import date

import pytest

from data import regimes
from data.reference import SCOTLAND, divisions
from data.regimes import Regime, RegimeError, amend, current, editions, shipped
from data.release import release
from data.store import Store
from data.terminal import NOTHING_DONE
from tests.data.findings import ROW_COUNT, finds

PASSING = finds((ROW_COUNT, "critical", "passed"))
FIFE = "S32000016"


def line(**told: object) -> Regime:
    usual = {
        "scope": FIFE,
        "regime": "public_task",
        "earliest": date(2019, 9, 2),
        "latest": date(2019, 9, 2),
        "certainty": "confirmed",
        "source": "The division's letter",
    }
    return Regime(**(usual | told))  # type: ignore[arg-type]


def test_the_shipped_window_is_not_confirmed_and_holds_for_every_division() -> None:
    for code in (SCOTLAND, *divisions()["division_code"]):
        consent, moved = shipped().of(code)
        assert (consent.regime, consent.settled) == ("consent", date(2018, 5, 25))
        assert (moved.earliest, moved.latest) == (date(2019, 7, 15), date(2021, 2, 28))
        assert moved.certainty == "not confirmed"
        assert moved.settled == date(2021, 3, 1)


def test_a_change_is_a_new_edition_and_the_earlier_one_stays(store: Store) -> None:
    made = amend(store, line(), by="a steward", because="it told us")
    assert made.number == 1
    assert [each.number for each in editions(store)] == [0, 1]
    assert editions(store)[0] == shipped()
    assert current(store) == made
    (_, fife) = made.of(FIFE)
    assert (fife.earliest, fife.settled, fife.certainty) == (
        date(2019, 9, 2),
        date(2019, 9, 2),
        "confirmed",
    )
    again = amend(
        store, line(earliest=date(2019, 9, 3), latest=date(2019, 9, 3)), by="", because=""
    )
    assert again.number == 2
    assert again.of(FIFE)[1].earliest == date(2019, 9, 3)


def test_scotland_spans_its_divisions_and_is_as_certain_as_the_least_certain(store: Store) -> None:
    made = amend(store, line(earliest=date(2019, 6, 3), latest=date(2019, 6, 3)), by="", because="")
    whole = made.of(SCOTLAND)[1]
    assert (whole.earliest, whole.latest) == (date(2019, 6, 3), date(2021, 2, 28))
    assert whole.certainty == "not confirmed"


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"scope": "Fife"}, "code of a police division"),
        ({"regime": "goodwill"}, "one of consent"),
        ({"certainty": "sure"}, "certainty is one of"),
        ({"latest": date(2019, 9, 1)}, "not after the latest"),
        ({"latest": date(9999, 12, 31)}, "2100-12-31"),
        ({"earliest": date(2010, 1, 1), "latest": date(2010, 1, 1)}, "between 2014-04-01"),
        ({"source": " "}, "source"),
        ({"earliest": date(2017, 9, 2), "latest": date(2017, 9, 2)}, "before consent"),
        ({"earliest": date(2018, 5, 25), "latest": date(2018, 6, 1)}, "overlap"),
    ],
)
def test_a_line_that_cannot_stand_is_one_sentence(
    store: Store, told: dict[str, object], says: str
) -> None:
    with pytest.raises(RegimeError, match=says):
        amend(store, line(**told), by="", because="")
    assert current(store).number == 0


@pytest.mark.usefixtures("two_measures")
def test_a_release_says_its_edition_and_a_new_edition_is_something_new(loaded: Store) -> None:
    first = release(loaded, examine=PASSING)
    assert loaded.manifest(str(first.release_id))["regimes"]["edition"] == 0
    assert release(loaded, examine=PASSING).state == "nothing new"
    amend(loaded, line(), by="a steward", because="it told us")
    second = release(loaded, examine=PASSING)
    assert second.state == "published"
    assert loaded.manifest(str(second.release_id))["regimes"]["edition"] == 1
    sql = "SELECT earliest FROM published.regime WHERE area_code = ? AND regime = 'public_task'"
    for release_id, day in ((first.release_id, "2019-07-15"), (second.release_id, "2019-09-02")):
        for exact in (True, False):
            reader = loaded.open(str(release_id), exact=exact)
            assert str(reader.frame(sql, [FIFE])["earliest"].iloc[0])[:10] == day
            reader.close()


def test_the_command_keeps_a_date_and_lists_it(capsys: pytest.CaptureFixture[str]) -> None:
    from data.__main__ import main

    told = ["date", FIFE, "public_task", "--from=2019-09-02", "--certainty=confirmed"]
    assert main([*told, "--source=a letter", "--because=it told us"]) == 0
    assert main(["dates"]) == 0
    said = capsys.readouterr().out
    assert "Edition 1" in said
    assert f"{FIFE}: public_task 2019-09-02 (confirmed). a letter" in said
    assert main([*told[:2], "goodwill", *told[3:], "--source=x", "--because=y"]) == NOTHING_DONE


def test_no_edition_is_ever_changed(store: Store) -> None:
    amend(store, line(), by="", because="")
    (file,) = (store.root / "regimes").glob("*/regimes.json")
    assert file.stat().st_mode & 0o222 == 0
    assert regimes.current(store).lines[-1] == line()
