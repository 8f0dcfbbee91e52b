"""What is said of all police divisions together."""

import pytest

from metrics.not_yet_changed import Compared
from metrics.quasi_poisson import Effect
from metrics.random_effects import pooled
from pages.ui import divisions


@pytest.mark.parametrize(
    ("effects", "said"),
    [
        ([(0.6, 0.5, 0.72), (0.65, 0.55, 0.77), (0.7, 0.6, 0.82)], "do not differ by more than"),
        ([(0.5, 0.48, 0.52), (0.6, 0.58, 0.62), (0.8, 0.78, 0.82)], "effects differ by more than"),
    ],
)
def test_all_together_is_said_in_plain_words(
    effects: list[tuple[float, float, float]], said: str
) -> None:
    words = divisions._together(pooled([Effect(*each) for each in effects]))
    assert words.startswith("All together: the mean of 3 divisions, each counted by how sure it is")
    assert said in words
    assert ", be between " in words
    assert "Cochran" not in words


def test_nothing_is_said_of_two() -> None:
    assert divisions._together(None) == ""


def test_why_none_is_compared_is_said_where_it_is_one_reason() -> None:
    same, other = Compared(None, "all changed at once"), Compared(None, "too few to model")
    start = "No division can be set against others that had not yet changed: "
    assert divisions._compared([same, same]) == f"{start}all changed at once."
    assert divisions._compared([same, other]) == f"{start}choose one as the area to see why."
