"""Every indicator's record is whole, in plain English, and can be held to account."""

import re
from datetime import date
from pathlib import Path

import pytest

import metrics.indicators
from metrics.indicator import Indicator, indicators

FOLDER = Path(metrics.indicators.__path__[0])
EACH = pytest.mark.parametrize("indicator", indicators().values(), ids=indicators())
CATALOGUE = [
    *(f"C{number:02}" for number in range(1, 23)),
    *("C23a", "C23b", "C24a", "C24b", "C24c", "C25a", "C25b", "C25c", "K01", "K02", "K03"),
]
THEMES = {*(f"T{number}" for number in range(1, 10)), "NS3"}
JARGON = re.compile(
    r"\b(SQL|NULL|null|CTE|boolean|dataframe|numerator|denominator|KPI|stakeholder|leverage|"
    r"utilise|robust|going forward)\b"
)


def words(indicator: Indicator) -> list[str]:
    """Everything that a councillor may read of it."""
    said = [indicator.name, indicator.question, indicator.numerator, indicator.denominator]
    said += [indicator.why, indicator.caveat, indicator.evidence]
    return [*said, indicator.no_target_because]


def test_the_whole_catalogue_is_registered() -> None:
    assert [id for id in indicators() if id in CATALOGUE] == CATALOGUE


@EACH
def test_its_file_is_named_after_it(indicator: Indicator) -> None:
    (path,) = FOLDER.glob(f"{indicator.id.lower()}_*.py")
    first_line = path.read_text(encoding="utf-8").splitlines()[0]
    assert first_line.startswith(f'"""{indicator.id}: ')


@EACH
def test_every_field_is_filled_in(indicator: Indicator) -> None:
    assert all(words(indicator)[:5])
    assert indicator.evidence
    assert indicator.question.endswith("?")
    assert indicator.why.endswith(".")
    assert indicator.caveat == "" or indicator.caveat.endswith(".")
    assert not indicator.name.endswith(".")
    assert indicator.themes
    assert set(indicator.themes) <= THEMES


@EACH
def test_it_is_said_in_plain_english(indicator: Indicator) -> None:
    text = "\n".join(words(indicator))
    assert not JARGON.search(text)
    assert "  " not in text
    assert "—" not in text
    longest = max(re.split(r"[.?!;:]\s", indicator.why + " " + indicator.caveat), key=len)
    assert len(longest.split()) <= 35
    assert len(indicator.why) <= 220
    assert len(indicator.name) <= 60


@EACH
def test_someone_answers_for_it_and_it_comes_up_for_review(indicator: Indicator) -> None:
    assert indicator.checked_by
    assert date(2026, 12, 31) < indicator.review_date < date(2030, 1, 1)


@EACH
def test_targets_are_shares_in_order_and_dated(indicator: Indicator) -> None:
    unrated = indicator.better == "context" or bool(indicator.no_target_because)
    assert bool(indicator.targets) != unrated, "give it targets, or say no_target_because"
    starts = [target.applies_from for target in indicator.targets]
    assert starts == sorted(set(starts))
    most = 1 if indicator.judged_by == "value" else 32  # a share, or how many councils
    for target in indicator.targets:
        assert 0 <= min(target.target, target.close) <= max(target.target, target.close) <= most
        assert (target.close < target.target) == (indicator.better == "up")
        assert target.source
        assert target.applies_from >= (indicator.in_law_from or date(2018, 5, 25))


@EACH
def test_a_share_says_out_of_what(indicator: Indicator) -> None:
    assert indicator.kind in {"share", "rate"}
    assert indicator.denominator


def test_what_was_not_yet_law_is_dated() -> None:
    assert indicators()["C02"].in_law_from == date(2018, 5, 25)
    assert indicators()["C24a"].in_law_from == date(2026, 6, 19)
