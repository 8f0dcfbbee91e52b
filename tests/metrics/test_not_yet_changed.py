"""The comparison with divisions that had not yet changed, on divisions whose truth is drawn."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from metrics import before_after, not_yet_changed
from metrics.change import Change
from metrics.not_yet_changed import Divisions, without

DAYS = pd.date_range("2016-01-01", periods=84, freq="MS")
EARLY, LATE = 30, 60
"""Months after the first in which the first and the last divisions changed."""
NAMES = "ABCDEFGH"


def change(place: int, gap: int = 1) -> Change:
    """A change in the month at a place, with gap months left out."""
    sides = (DAYS[0], DAYS[place - 1]), (DAYS[place + gap], DAYS[-1])
    return Change("consent", "the move to consent", *sides)


def divisions(
    places: Mapping[str, int],
    *,
    effect: float = 1.0,
    shock: float = 1.0,
    drift: float = 0.01,
    mean: float = 150,
    seed: int = 1,
) -> Divisions:
    """Divisions by name, each with its own effect from its own month on.

    shock: what every division's counts are multiplied by from the first change on. The level has
    a season and a drift that all share, and a smaller drift of each one's own.
    """
    random = np.random.default_rng(seed)
    t = np.arange(len(DAYS))
    shared = np.cumsum(random.normal(0, drift, len(t))) + 0.1 * np.sin(2 * np.pi * t / 12)
    shared = shared + np.log(shock) * (t >= min(places.values()))
    made = {}
    for name, place in places.items():
        own = np.cumsum(random.normal(0, drift / 2, len(t))) + np.log(effect) * (t >= place)
        size = mean * random.uniform(0.6, 1.6)
        counts = random.poisson(size * np.exp(shared + own)).astype(float)
        table = pd.DataFrame({"period_start": DAYS, "count": counts, "exposure": 1.0})
        made[name] = table, change(place)
    return made


def staggered(early: int = 4, late: int = 4) -> dict[str, int]:
    return dict(zip(NAMES, [EARLY] * early + [LATE] * late, strict=False))


def alone(found: Divisions, name: str) -> not_yet_changed.Compared:
    own, made = found[name]
    rest = {each: pair for each, pair in found.items() if each != name}
    return not_yet_changed.in_area(own, made, rest)


def test_a_shock_that_all_share_is_not_taken_for_the_change() -> None:
    found = divisions(staggered(), effect=1.0, shock=0.7, drift=0.004)
    own, made = found["A"]
    usual = before_after.lead(own, made)
    assert usual is not None
    assert usual.high < 1, "before and after alone takes the shock for the change"
    compared = alone(found, "A")
    assert compared.effect is not None
    assert not compared.effect.clear
    words = "against 4 divisions that had not yet changed, over 29 months after"
    assert compared.words == words
    together = not_yet_changed.over_all(found)
    assert together.effect is not None
    assert not together.effect.clear


def test_a_planted_effect_is_found_beside_a_shared_shock() -> None:
    found = divisions(staggered(), effect=0.6, shock=1.3, drift=0.004)
    together = not_yet_changed.over_all(found)
    assert together.effect is not None
    assert together.effect.low < 0.6 < together.effect.high < 1
    assert together.words == "4 of 8 divisions, each against 4 or more that had not yet changed"


def test_a_division_that_has_changed_is_never_a_comparison() -> None:
    """Whatever the others count after their own last month before must not matter."""
    found = divisions(dict(zip(NAMES, (30, 34, 50, 55, 60), strict=False)), effect=0.8)

    def spoilt(months_before: int) -> Divisions:
        made = {}
        for name, (table, own) in found.items():
            from_then = table["period_start"] > own.before[1] - pd.DateOffset(months=months_before)
            made[name] = (table.assign(count=table["count"].mask(from_then, 9_999.0)), own)
        return made | {"A": found["A"]}

    assert alone(found, "A").effect == alone(spoilt(0), "A").effect
    assert alone(found, "A").effect != alone(spoilt(1), "A").effect, "that month does count"


def test_the_months_compared_end_when_fewer_than_two_are_left() -> None:
    places = dict(zip(NAMES, (30, 50, 60, 70), strict=False))
    found = divisions(places)
    rest = {name: pair for name, pair in found.items() if name != "A"}
    pair = not_yet_changed._pair(*found["A"], rest)
    assert pair is not None
    assert pair.change.after == (DAYS[31], DAYS[59]), "from month 60 on only one had not changed"
    assert pair.words == (
        "against 3 divisions that had not yet changed, at least 2 in every month, over 29 months "
        "after"
    )


def test_a_hidden_month_in_the_middle_is_not_told_as_a_division_lost_to_the_end() -> None:
    found = divisions(staggered())
    table, made = found["H"]
    hidden = {**found, "H": (table.assign(count=table["count"].mask(DAYS[40] == DAYS)), made)}
    assert alone(hidden, "A").words == (
        "against 4 divisions that had not yet changed, at least 3 in every month, over 29 months "
        "after"
    )


def late(found: Divisions, name: str, first: int, hidden: int) -> tuple[pd.DataFrame, Change]:
    """A division that began to share as before only at a place, with its next months hidden."""
    table, made = found[name]
    gone = np.isin(np.arange(len(DAYS)), range(first, first + hidden))
    return (
        table.assign(count=table["count"].mask(gone)),
        replace(made, before=(DAYS[first], made.before[1])),
    )


def test_divisions_that_cannot_be_used_take_no_months_away() -> None:
    """Two late ones, half hidden before the change: all is as if they were not there."""
    found = divisions(staggered())
    first, known = LATE - EARLY - 12, {name: found[name] for name in "ABCDEF"}
    table, made = known["A"]
    known["A"] = table.assign(count=table["count"].mask(DAYS[20] == DAYS)), made
    added = known | {name: late(found, name, first, 6) for name in "GH"}
    assert alone(known, "A").effect is not None
    assert alone(added, "A") == alone(known, "A")


def test_a_late_division_is_not_let_in_where_it_hides_more_than_it_adds() -> None:
    """Of the two others one month of twelve is hidden, and of the area: too much for a year."""
    found = divisions(staggered())
    known = {name: found[name] for name in "AEF"}
    known |= {name: late(found, name, 0, 1) for name in "EF"}
    for name in known:
        table, made = known[name]
        known[name] = table.assign(count=table["count"].mask(np.isin(DAYS, DAYS[[20, 24]]))), made
    added = known | {"G": late(found, "G", 18, 0)}
    assert alone(known, "A").effect is not None
    assert alone(added, "A") == alone(known, "A")


def test_late_divisions_are_not_let_in_where_the_area_itself_is_then_too_hidden() -> None:
    found = divisions(staggered(1, 7))
    table, made = found["A"]
    own = table.assign(count=table["count"].mask(np.isin(DAYS, DAYS[[20, 24]]))), made
    known = {name: found[name] for name in "BC"} | {"A": own}
    added = known | {name: late(found, name, 18, 0) for name in "DEFGH"}
    assert alone(known, "A").effect is not None
    assert alone(added, "A") == alone(known, "A")


def test_a_division_whose_incidents_are_hidden_is_no_comparison() -> None:
    found = divisions(staggered())
    table, made = found["H"]
    before = table["period_start"] <= found["A"][1].before[1]
    hidden = table.assign(exposure=table["exposure"].mask(before))
    assert alone({**found, "H": (hidden, made)}, "A") == alone(without(found, "H"), "A")


def test_an_area_that_cannot_be_estimated_itself_says_so() -> None:
    """There are others to compare with: that is not what is wanting."""
    found = divisions(staggered())
    table, made = found["A"]
    hidden = table.assign(count=table["count"].mask(np.isin(DAYS, DAYS[:10])))
    assert alone({**found, "A": (hidden, made)}, "A") == not_yet_changed.Compared(
        None, "too few to model: 10 of 30 months before the change are hidden or missing"
    )
    small = {name: (months.assign(count=3.0), own) for name, (months, own) in found.items()}
    words = "too few to model: under 5 a month before the change"
    assert alone(small, "A") == not_yet_changed.Compared(None, words)
    assert not_yet_changed.over_all(small) == not_yet_changed.Compared(None, words)
    table, made = found["A"]
    mixed = {
        **small,
        "A": (table.assign(count=table["count"].mask(np.isin(DAYS, DAYS[:10]))), made),
    }
    assert not_yet_changed.over_all(mixed).words == (
        "no division that has others to be read against can be estimated by itself"
    )


def test_others_whose_months_are_hidden_are_told_as_such() -> None:
    found = divisions(staggered(1, 3))
    gone = {
        name: (table.assign(count=table["count"].mask(np.isin(DAYS, DAYS[:9]))), made)
        for name, (table, made) in found.items()
        if name != "A"
    }
    words = "of the others, too many months before the change are hidden or missing"
    assert alone({**gone, "A": found["A"]}, "A") == not_yet_changed.Compared(None, words)
    assert not_yet_changed.over_all({**gone, "A": found["A"]}).words == words


def test_a_late_division_is_not_let_in_where_it_costs_more_months_than_it_adds() -> None:
    found = divisions(staggered())
    known = {name: found[name] for name in "AEFG"}
    assert alone(known | {"H": late(found, "H", 18, 0)}, "A") == alone(known, "A")
    assert alone(known | {"H": late(found, "H", 2, 0)}, "A").words.startswith("against 4 divisions")


def test_without_two_that_had_not_yet_changed_nothing_is_compared() -> None:
    found = divisions(dict(zip(NAMES, (30, 30, 30, 60), strict=False)))
    compared = alone(found, "A")
    assert compared.effect is None
    words = (
        "at least two others must still have shared as before for a year after a division changed"
    )
    assert compared.words == words
    last = alone(found, "D")
    assert last.effect is None, "all others had changed before it"


def test_a_year_is_needed_on_both_sides() -> None:
    near = divisions(dict(zip(NAMES, (30, 40, 40, 40), strict=False)))
    assert alone(near, "A").effect is None
    far = divisions(dict(zip(NAMES, (30, 43, 43, 43), strict=False)))
    assert alone(far, "A").effect is not None


def test_one_window_for_all_says_so() -> None:
    found = divisions(dict.fromkeys(NAMES, EARLY))
    words = "all divisions changed within the same window (Jul 2018), so there are no others"
    assert not_yet_changed.over_all(found) == not_yet_changed.Compared(None, words)
    assert alone(found, "B").words == words


def test_a_hidden_month_of_another_division_is_left_out() -> None:
    found = divisions(staggered(), effect=0.6)
    table, made = found["H"]
    hidden = {**found, "H": (table.assign(count=table["count"].mask(DAYS[40] == DAYS)), made)}
    first, second = (alone(each, "A").effect for each in (found, hidden))
    assert first is not None
    assert second is not None
    assert second.ratio == pytest.approx(first.ratio, rel=0.02)
    assert second != first


def test_exposure_of_both_is_taken_away() -> None:
    """Twice the incidents from the change on, in all divisions: the rates do not change."""
    found = {
        name: (
            table.assign(
                exposure=np.where(DAYS[EARLY] > DAYS, 100.0, 200.0),
                count=table["count"] * np.where(DAYS[EARLY] > DAYS, 1.0, 2.0),
            ),
            made,
        )
        for name, (table, made) in divisions(staggered(), drift=0.004).items()
    }
    effect = alone(found, "A").effect
    assert effect is not None
    assert effect.low < 1 < effect.high


def covered(number: int, effect: float, shock: float) -> tuple[float, float, float]:
    """Shares of intervals that hold the truth: one division's, all together's, and usual ones."""
    held = np.zeros(3)
    for seed in range(number):
        found = divisions(staggered(3, 3), effect=effect, shock=shock, seed=seed)
        usual = before_after.lead(*found["A"])
        for place, each in enumerate(
            (alone(found, "A").effect, not_yet_changed.over_all(found).effect, usual)
        ):
            assert each is not None
            held[place] += each.low <= effect <= each.high
    one, together, usual_one = held / number
    return one, together, usual_one


def test_intervals_hold_the_truth_when_all_share_a_shock() -> None:
    one, together, usual = covered(40, effect=0.8, shock=0.75)
    assert one >= 0.85  # 38 of 40 expected; fewer than 34 has a chance of 1 in 70
    assert together >= 0.85
    assert usual < 0.5, "before and after alone takes the shock for part of the change"


@pytest.mark.long
@pytest.mark.parametrize(("effect", "shock"), [(1.0, 1.0), (1.0, 0.75), (0.8, 0.75), (1.3, 0.75)])
def test_intervals_hold_the_truth_in_many_runs(effect: float, shock: float) -> None:
    one, together, _ = covered(400, effect, shock)
    assert one >= 0.93
    assert together >= 0.93
