"""Who refers to whom and the mix over time: hidden counts stay hidden, whatever is added up."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.engine import Reader
from metrics.answers import route_sentences
from metrics.answers.consent_period import quarters
from metrics.answers.routes import route_years, routes
from metrics.answers.shares import OTHER, Part, part_then_and_now, shares
from metrics.quasi_poisson import Effect
from tests.metrics.published import SCOTLAND, Row, cell, publish, regimes

YEARS = ("2021-04-01", "2022-04-01")
QUARTERS = ("2018-07-01", "2018-10-01", "2019-01-01", "2019-04-01")
LAST = ("2023-04-01", "2023-07-01", "2023-10-01", "2024-01-01")
MONTHS = ("Jul 2018 to Jun 2019", "Apr 2023 to Mar 2024")
POLICE, MARAC = "police_scotland", "marac"


def cut(
    measure: str, start: str, dimension: str, category: str, number: int, period: str = "year"
) -> Row:
    return cell(measure, start, SCOTLAND, number, period=period, cut=(dimension, category))


def reader_of(folder: Path) -> Reader:
    """Two senders and two services; Marac's second route is too small to be published."""
    rows = []
    for start, number in zip(YEARS, (100, 150), strict=True):
        rows += [
            cell("routes", start, SCOTLAND, number + 20, period="year"),
            cut("routes", start, "route", f"{POLICE}>assist", number),
            cut("routes", start, "route", f"{MARAC}>assist", 15),
            cut("referrals", start, "from_org", POLICE, number),
            cut("referrals", start, "from_org", MARAC, 20),
        ]
    rows += [cut("routes", day, "route", f"{POLICE}>assist", 20, "quarter") for day in QUARTERS]
    rows += [cut("routes", day, "route", f"{MARAC}>assist", 5, "quarter") for day in QUARTERS[:3]]
    return publish(folder, measure=rows)


def test_years_are_offered_the_latest_first(tmp_path: Path) -> None:
    assert route_years(reader_of(tmp_path)) == [pd.Timestamp(day) for day in YEARS[::-1]]


def test_a_route_has_its_share_of_what_its_sender_sent(tmp_path: Path) -> None:
    found = routes(reader_of(tmp_path), pd.Timestamp(YEARS[1])).set_index("sender")
    assert found.loc[POLICE, ["count", "sent", "share"]].tolist() == [150, 150, 1.0]
    assert found.loc[MARAC, ["count", "sent", "share"]].tolist() == [15, 20, 0.75]
    assert found.loc[MARAC, "low"] < 0.75 < found.loc[MARAC, "high"]


def test_it_is_set_against_the_year_before_and_a_year_of_consent(tmp_path: Path) -> None:
    found = routes(reader_of(tmp_path), pd.Timestamp(YEARS[1])).set_index("sender")
    assert found.loc[POLICE, ["year_before", "under_consent"]].tolist() == [100, 80]
    assert np.isnan(found.loc[MARAC, "under_consent"]), "one of its four quarters is hidden"
    first = routes(reader_of_again(tmp_path), pd.Timestamp(YEARS[0]))
    assert first["year_before"].isna().all()


def reader_of_again(folder: Path) -> Reader:
    (folder / "again").mkdir()
    return reader_of(folder / "again")


def test_a_hidden_route_has_no_row_and_no_number_is_left_over(tmp_path: Path) -> None:
    """Marac sent 20, 15 of them to ASSIST: the 5 that are hidden are said nowhere."""
    reader = reader_of(tmp_path)
    found = routes(reader, pd.Timestamp(YEARS[1]))
    assert set(found["service"]) == {"assist"}
    assert not (found.select_dtypes("number") == 5).any(axis=None)
    mixed = shares(reader, "route")
    assert OTHER not in set(mixed["category"])
    assert not mixed["count"].isin([5]).any()
    last = mixed[mixed["period_start"] == pd.Timestamp(YEARS[1])]
    assert np.isclose(last["share"].sum(), 165 / 170), "what is hidden is missing to the whole"


def mixed(folder: Path, counts: dict[str, int], total: int) -> pd.DataFrame:
    rows = [cell("referrals", YEARS[0], SCOTLAND, total, period="year")]
    rows += [cut("referrals", YEARS[0], "lawful_basis", each, n) for each, n in counts.items()]
    return shares(publish(folder, measure=rows), "lawful_basis")


def test_other_adds_up_the_smaller_ones_that_are_shown(tmp_path: Path) -> None:
    found = mixed(tmp_path, {"a": 50, "b": 40, "c": 30, "d": 20, "e": 10}, 160)
    assert found["category"].tolist() == ["a", "b", "c", OTHER]
    assert found["count"].tolist() == [50, 40, 30, 30], "and not the 40 that the total leaves"
    assert found["share"].sum() < 1


def test_four_categories_need_no_other(tmp_path: Path) -> None:
    found = mixed(tmp_path, {"a": 50, "b": 40, "c": 30, "d": 20}, 140)
    assert found["category"].tolist() == ["a", "b", "c", "d"]
    assert np.isclose(found["share"].sum(), 1)


def test_parts_rounded_apart_never_come_to_more_than_the_whole(tmp_path: Path) -> None:
    found = mixed(tmp_path, {"a": 55, "b": 50}, 100)
    assert np.isclose(found["share"].sum(), 1)


def test_a_period_whose_total_is_hidden_is_left_out(tmp_path: Path) -> None:
    rows = [cut("referrals", YEARS[0], "lawful_basis", "consent", 50)]
    rows += [cell("referrals", YEARS[1], SCOTLAND, 100, period="year")]
    assert shares(publish(tmp_path, measure=rows), "lawful_basis").empty


def test_there_is_no_share_of_too_few(tmp_path: Path) -> None:
    """As everywhere: no share on fewer than 20."""
    assert mixed(tmp_path, {"a": 10, "b": 5}, 15).empty
    (tmp_path / "routes").mkdir()
    rows = [
        cut("routes", YEARS[1], "route", f"{POLICE}>assist", 10),
        cut("referrals", YEARS[1], "from_org", POLICE, 15),
    ]
    found = routes(publish(tmp_path / "routes", measure=rows), pd.Timestamp(YEARS[1])).iloc[0]
    assert (found["count"], found["sent"]) == (10, 15)
    assert np.isnan(found["share"])
    assert route_sentences.busiest(found.to_frame().T, pd.Timestamp(YEARS[1]), SCOTLAND) == (
        "Police Scotland to ASSIST was the busiest route in 2022-23: 10 referrals"
    )


def test_a_share_of_few_rounded_counts_is_about(tmp_path: Path) -> None:
    """29 of 32 and 30 of 30 are published alike."""
    for whole, protected, about in ((30, "yes", True), (3000, "yes", False), (30, "no", False)):
        folder = tmp_path / f"{whole} {protected}"
        folder.mkdir()
        facts = [("round_to", "5"), ("protected", protected)]
        rows = [
            cell("referrals", YEARS[1], SCOTLAND, whole, period="year"),
            cut("referrals", YEARS[1], "lawful_basis", "public_task", whole),
        ]
        found = shares(publish(folder, measure=rows, release_fact=facts), "lawful_basis")
        assert found["about"].tolist() == [about]


def test_the_consent_period_is_four_whole_quarters_of_it() -> None:
    days = pd.Series(pd.date_range("2018-04-01", "2020-03-31", freq="QS-APR"))
    assert quarters(days, regimes()) == [pd.Timestamp(day) for day in QUARTERS]
    assert quarters(days.tail(4), regimes()) == []


def then_and_now(folder: Path, hidden: str = "") -> tuple[Part | None, Part | None]:
    rows = []
    for day in (*QUARTERS, *LAST):
        number = 80 if day in QUARTERS else 10
        rows.append(cell("referrals", day, SCOTLAND, 100, period="quarter"))
        if day != hidden:
            rows.append(cut("referrals", day, "lawful_basis", "consent", number, "quarter"))
    return part_then_and_now(publish(folder, measure=rows), "lawful_basis", "consent")


def test_a_share_then_and_now(tmp_path: Path) -> None:
    then, now = then_and_now(tmp_path)
    assert then is not None
    assert now is not None
    assert (then.share, now.share) == (0.8, 0.1)
    assert route_sentences.then_and_now("Consent was the basis of", then, now) == (
        "Consent was the basis of 80 % (95 % interval 76 to 84 %) of referrals in the consent "
        f"period ({MONTHS[0]}) and of 10 % (95 % interval 7 to 13 %) in the latest four quarters "
        f"({MONTHS[1]})"
    )


@pytest.mark.parametrize(("hidden", "left"), [(QUARTERS[0], 1), (LAST[0], 0)])
def test_one_hidden_quarter_says_nothing_of_its_year(
    tmp_path: Path, hidden: str, left: int
) -> None:
    found = then_and_now(tmp_path, hidden)
    assert found[1 - left] is None
    assert found[left] is not None
    assert "cannot be said" in route_sentences.then_and_now("It was the basis of", *found)


def test_nothing_known_says_so() -> None:
    said = route_sentences.then_and_now("Consent was the basis of", None, None)
    assert said == "Consent was the basis of an unknown part of referrals: too much is hidden"


def test_the_busiest_route_in_a_sentence(tmp_path: Path) -> None:
    found = routes(reader_of(tmp_path), pd.Timestamp(YEARS[1]))
    assert route_sentences.busiest(found, pd.Timestamp(YEARS[1]), SCOTLAND) == (
        "Police Scotland to ASSIST was the busiest route in 2022-23: 150 referrals, 100 % "
        "(95 % interval 98 to 100 %) of all that Police Scotland sent"
    )


PROTECTED = [("protected", "yes")]


def moved(folder: Path, then: int | None, now: int, *, protected: bool = False) -> Effect | None:
    """How a route changed from one year to the next."""
    folder.mkdir(exist_ok=True)
    counts = {YEARS[0]: then, YEARS[1]: now}
    rows = [
        cut("routes", start, "route", f"{POLICE}>assist", number)
        for start, number in counts.items()
        if number is not None
    ]
    reader = publish(folder, measure=rows, release_fact=PROTECTED if protected else [])
    found: Effect | None = routes(reader, pd.Timestamp(YEARS[1]))["on_year_before"].iloc[0]
    return found


def test_a_change_between_two_years(tmp_path: Path) -> None:
    effect = moved(tmp_path / "a", 100, 150)
    assert effect is not None
    assert effect.clear
    unclear = moved(tmp_path / "b", 100, 105)
    assert unclear is not None
    assert not unclear.clear
    assert moved(tmp_path / "c", None, 100) is None


def test_rounding_alone_makes_no_clear_change(tmp_path: Path) -> None:
    """25 and 45 may be 27 and 43, which chance may make of one level."""
    exact, rounded = moved(tmp_path / "a", 25, 45), moved(tmp_path / "b", 25, 45, protected=True)
    assert exact is not None
    assert exact.clear
    assert rounded is not None
    assert not rounded.clear
    assert rounded.ratio == exact.ratio


@pytest.mark.parametrize(
    ("then", "protected", "said"), [(19, False, False), (20, False, True), (20, True, False)]
)
def test_there_is_no_change_in_per_cent_on_too_few(
    tmp_path: Path, then: int, protected: bool, said: bool
) -> None:
    assert (moved(tmp_path, then, 80, protected=protected) is not None) == said


def test_routes_rounded_apart_never_come_to_more_than_their_sender_sent(tmp_path: Path) -> None:
    """18 and 14 of 32 are shown as 20 and 15 of 30: 56 and 44 %, not 67 and 50 %."""
    rows = [
        cut("routes", YEARS[1], "route", f"{MARAC}>assist", 20),
        cut("routes", YEARS[1], "route", f"{MARAC}>sacro", 15),
        cut("referrals", YEARS[1], "from_org", MARAC, 30),
    ]
    found = routes(publish(tmp_path, measure=rows), pd.Timestamp(YEARS[1]))
    assert found["sent"].tolist() == [30, 30]
    assert np.allclose(found["share"], [20 / 35, 15 / 35])


def test_what_never_arrived_in_a_sentence() -> None:
    cell_of_year = pd.Series({"value": 0.06, "low": 0.05, "high": 0.07})
    assert route_sentences.lost(cell_of_year, "2022-23", SCOTLAND) == (
        "6 % (95 % interval 5 to 7 %) of referrals sent in 2022-23 are not in the receiving "
        "service's records"
    )
    assert "cannot be said" in route_sentences.lost(None, "2022-23", SCOTLAND)
