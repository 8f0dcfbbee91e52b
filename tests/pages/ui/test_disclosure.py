"""The rules on small numbers in words say what is done, at every setting."""

from types import SimpleNamespace
from typing import cast

import pytest

from pages.ui.disclosure import rules
from pages.ui.frame import View


def told(small_number: int = 5, round_to: int = 5) -> str:
    """The rules of a release that was made with these settings."""
    facts = {
        "small_number": str(small_number),
        "round_to": str(round_to),
        "smallest_denominator": "20",
    }
    view = SimpleNamespace(facts=facts, release=SimpleNamespace(exact=False))
    return rules(cast("View", view))


@pytest.mark.parametrize(
    ("round_to", "said"),
    [
        (1, "rounded to the nearest 1 (5 in tables of data quality). "),
        (5, "rounded to the nearest 5. "),
        (10, "rounded to the nearest 10. "),
    ],
)
def test_tables_of_quality_are_never_rounded_finer_than_to_five(round_to: int, said: str) -> None:
    assert said in told(round_to=round_to)


@pytest.mark.parametrize(("small", "least"), [(5, 10), (7, 14)])
def test_wrong_rows_are_hidden_by_the_outcome_and_by_the_months_it_closes(
    small: int, least: int
) -> None:
    rule = told(small_number=small)
    assert f"a check is shown from {least} on, " in rule
    assert f"from twice as many as those months on, if that is more than {least}." in rule
