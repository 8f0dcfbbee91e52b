"""How much is found is what the page and the document say, and enough."""

import pytest

from bench.detection import COUNT, FILE, measure
from data.detection import detection_rates

AGAIN = 1500
RATES = detection_rates()


@pytest.fixture(scope="module")
def again() -> dict[str, float]:
    found = measure(AGAIN, seed=2)
    return dict(zip(found["what"], found["found"] / found["tried"], strict=True))


def test_enough_is_found_and_little_falsely() -> None:
    share = RATES["found"] / RATES["tried"]
    assert (RATES["tried"] == COUNT).all()
    assert (share[RATES["sort"] == "true"] >= 0.99).all()
    assert (share[RATES["sort"] == "harmless"] < 0.005).all()
    assert RATES["sort"].value_counts().to_dict() == {"true": 8, "harmless": 8, "alike": 7}


@pytest.mark.parametrize("row", list(RATES.itertuples()), ids=lambda row: row.what)
def test_measured_again_it_is_the_same(again: dict[str, float], row: object) -> None:
    share = row.found / row.tried  # type: ignore[attr-defined]
    # four standard errors of the smaller sample, and one text more or less
    error = 4 * (share * (1 - share) / AGAIN) ** 0.5 + 2 / AGAIN
    assert abs(again[row.what] - share) <= error  # type: ignore[attr-defined]


def test_the_document_says_the_same() -> None:
    text = FILE.with_suffix(".md").read_text(encoding="utf-8")
    for row in RATES.itertuples():
        assert f"| {row.what} | {row.tried:,} | {row.found:,} |" in text
