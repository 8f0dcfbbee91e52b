"""What to look at first."""

from pathlib import Path

import pandas as pd

from metrics.answers import attention as found_by
from metrics.answers.ratings import ratings
from metrics.answers.trend import charted
from metrics.results import attention
from tests.metrics.answers.test_councils import year
from tests.metrics.published import FIFE, GLASGOW, SCOTLAND, Row, cell, months, publish

SENT = ("x", "sacro", "sacro", "referrals", "f.csv", "ab", "csv", "2024-03-01", 10, 9, 0, 1)


def national(id: str, values: list[int]) -> list[Row]:
    days = months("2022-04-01", len(values))
    return [cell(id, day, SCOTLAND, value, 100) for day, value in zip(days, values, strict=True)]


def referrals(last: int) -> list[Row]:
    days = months("2022-04-01", 24)
    return [
        cell("referrals", day, SCOTLAND, n)
        for day, n in zip(days, [900, 920] * 11 + [910, last], strict=True)
    ]


def test_nothing_stands_out_in_a_quiet_release(tmp_path: Path) -> None:
    found = attention(publish(tmp_path, measure=referrals(905)))
    assert found.empty
    assert list(found.columns) == ["sentence", "page", "params"]


def test_what_matters_most_comes_first_and_each_page_is_there(tmp_path: Path) -> None:
    rows = [
        *national("C07", [*[90, 92] * 11, 91, 70]),
        *national("C11", [70] * 24),
        *referrals(1400),
        *year({GLASGOW: 240, FIFE: 130}),
        *year({}, "2023-04-01"),
    ]
    reader = publish(
        tmp_path,
        measure=rows,
        submission=[(*SENT, "2022-01-01", "2023-10-31", False, False)],
    )
    found = attention(reader, [("sacro", "SACRO: silent"), ("assist", "ASSIST: some are blank")])
    starts = [sentence.split(":")[0].split(" in ")[0] for sentence in found["sentence"]]
    assert starts[0] == "Covered by an agreement"
    assert "and worsening" in found["sentence"].iloc[0]
    assert "95 % interval 60 to 78 %" in found["sentence"].iloc[0]
    assert found["sentence"].iloc[1] == (
        "Referrals in Mar 2024 were above their ordinary range: 1,400, ordinarily 878 to 982"
    )
    assert any(sentence.startswith("Nothing from") for sentence in found["sentence"])
    assert "ASSIST: some are blank" in set(found["sentence"])
    assert "SACRO: silent" not in set(found["sentence"]), "that nothing came is told already"
    assert len(found) <= 5
    for page in found["page"]:
        assert page.startswith("pages/")
        assert page.endswith(".py")


def test_what_reads_like_its_target_is_said_to_have_just_missed_it(tmp_path: Path) -> None:
    found = ratings(publish(tmp_path, measure=national("C01", [100] * 24)))
    missed = found[found["id"] == "C01"].assign(state="below target", about=True, value=1.0)
    (told,) = found_by.below_target(missed)
    assert told.sentence.startswith(
        "Lawful basis recorded: just under 100 % in Mar 2024, target 100 %"
    )
    (told,) = found_by.below_target(missed.assign(value=0.98))
    assert ": about 98 % in " in told.sentence


def test_a_withheld_indicator_comes_before_all(tmp_path: Path) -> None:
    four = ("S12000005", "S12000006", "S12000008", FIFE)
    reader = publish(
        tmp_path,
        measure=[*national("C07", [*[90, 92] * 11, 91, 70]), *national("C11", [99] * 24)],
        gate=[("agreements", "2024-03-01", council, "x") for council in four],
        check_outcome=[
            ("s", "x", "Register complete", "agreements", "critical", "failed", "all", "all", 9, 10)
        ],
    )
    first = attention(reader).iloc[0]
    assert first["sentence"] == (
        "1 indicator is withheld: data quality (“Register complete”): "
        "Covered by an agreement in force that day"
    )
    assert first["page"] == "pages/quality/checks.py"


def test_councils_outside_their_limits_are_counted(tmp_path: Path) -> None:
    rows = year({GLASGOW: 240, FIFE: 130}, "2023-04-01")
    found = attention(publish(tmp_path, measure=rows))
    assert found["sentence"].tolist() == [
        "2 of 32 councils are outside what chance would explain on “Covered by an agreement in "
        "force that day” in 2023-24: Glasgow City above; Fife below"
    ]
    assert found["params"].iloc[0] == {"indicator": "C07"}


def test_no_more_than_two_of_a_kind_and_five_in_all(tmp_path: Path) -> None:
    ids = ("C05", "C06", "C07", "C11", "C12", "C15", "C16")
    rows = [row for id in ids for row in national(id, [*[90, 92] * 11, 91, 40])]
    found = attention(publish(tmp_path, measure=rows))
    assert len(found) == 2


def test_a_signal_months_ago_is_no_news() -> None:
    values = [*[900, 920] * 9, 1500, *[900, 920] * 2, 910]
    days = months("2022-04-01", 24)
    months_of = pd.DataFrame({"period_start": pd.to_datetime(days), "value": values})
    drawn = charted(months_of, pd.Series("public_task", months_of.index, dtype="str"))
    assert found_by.signals(drawn) == []
    assert found_by.signals(drawn.head(19)) != []


def test_what_to_fix_is_told_in_the_order_of_the_ranking() -> None:
    """And it leads to the provider's own page, or to the checks where it is no one provider's."""
    ranked = [("sacro", "SACRO: a"), ("", "No one provider: b"), ("assist", "ASSIST: c")]
    first, second = found_by.fixing(ranked, ())
    assert (first.sentence, first.params) == ("SACRO: a", {"provider": "sacro"})
    assert first.page == "pages/quality/providers.py"
    assert (second.page, second.params) == ("pages/quality/checks.py", {})
    assert first.matters > second.matters
    assert [each.sentence for each in found_by.fixing(ranked, {"sacro"})] == [
        "No one provider: b",
        "ASSIST: c",
    ]


def test_a_provider_on_time_is_not_late() -> None:
    sent = pd.DataFrame(
        {"provider": ["sacro", "sacro", "assist"], "last_day": ["2023-11-30", "2024-03-29", None]}
    )
    assert found_by.late(sent, "2024-03-31") == []
    assert len(found_by.late(sent.head(1), "2024-03-31")) == 1
