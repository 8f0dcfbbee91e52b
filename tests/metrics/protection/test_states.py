"""Published states are part of the attack, and are given up where they tell too much."""

from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
import pytest

from data.engine import Connection, build, insert
from data.settings import Settings
from metrics.indicator import indicators
from metrics.measure import Measure
from metrics.protection.attack import Report, attack
from metrics.protection.bounds import Bounds
from metrics.protection.families import STATED
from metrics.protection.protect import protect, publishable
from metrics.protection.rounding import Rule
from metrics.protection.states import States
from metrics.standing import add_standing
from tests.metrics.drawn_table import AXES, cells, random, table
from tests.metrics.published import FIFE, GLASGOW, TABLES, Row, cell

RULE = Rule(small_number=5, round_to=5)
MAY = "2024-05-01"
KNOWN: dict[str, Measure] = {"M": replace(indicators()["C07"], id="M", dimensions=("risk",))}
LIMITS = (0.1, 0.2, 0.25, 0.3, 0.5)


def drawn(seed: int) -> pd.DataFrame:
    """A share and what its states say: between which of the limits each lies."""
    wholes = random(seed, 20.0)
    draw = np.random.default_rng(seed)
    parts = draw.binomial(wholes, draw.beta(0.5, 1.5, wholes.shape))
    exact = table(cells(parts, wholes))
    share = (exact["numerator"] / exact["denominator"].clip(lower=1)).to_numpy()
    edges = np.array([-1.0, *LIMITS, np.inf])
    place = np.searchsorted(edges, share, side="right")
    judged = exact["dimension"].eq("all") & exact["denominator"].ge(20)
    least, most = (np.where(judged, edges[place + n], np.nan) for n in (-1, 0))
    return exact.assign(**dict(zip(STATED, (least, most), strict=True)))


def attacked(exact: pd.DataFrame, safe: pd.DataFrame, stated: pd.Series) -> Report:
    told = exact.assign(**{name: exact[name].where(stated) for name in STATED})
    return attack(told, safe, AXES, KNOWN, RULE)


def test_states_that_give_a_hidden_count_away_are_given_up_and_no_count_is() -> None:
    spared = 0
    for seed in range(12):
        exact = drawn(seed).assign(place=lambda all_rows: np.arange(len(all_rows)))
        safe, report = publishable(exact, AXES, KNOWN, RULE)
        counts, _ = publishable(exact.drop(columns=list(STATED)), AXES, KNOWN, RULE)
        same = ["place", "numerator", "denominator"]
        pd.testing.assert_frame_equal(safe[same], counts[same])
        assert safe["stated"].any()
        seen = exact["place"].isin(safe.loc[safe["numerator"].notna(), "place"])
        given = exact["place"].isin(safe.loc[safe["stated"], "place"])
        assert (given <= seen).all()
        assert report.pinned == attacked(exact, safe, given).pinned == 0
        spared += attacked(exact, safe, seen & exact[STATED[0]].notna()).pinned
    assert spared > 0, "some states would have told"


@pytest.mark.parametrize("up", [True, False])
@pytest.mark.parametrize(("least", "most"), [(-1, 0.5), (0.5, 0.6), (0.6, np.inf), (0.5, 0.5)])
def test_what_a_state_tells_is_what_every_pair_of_counts_says(
    least: float, most: float, up: bool
) -> None:
    """Against every part and whole in the bounds: never tighter, and each end is reached."""
    at = (np.array([0]), np.array([0]), np.array([0]))
    parts, wholes = ("all", "x"), ("all", "n")
    states = States(parts, wholes, np.array([least]), np.array([most]), up, np.array([0]), at)
    for x, n in product(((0, 4), (8, 12), (18, 22)), ((8, 12), (18, 22), (33, 37))):
        within = [
            (a, b)
            for a, b in product(range(x[0], x[1] + 1), range(n[0], n[1] + 1))
            if (least * b <= a < most * b if up else least * b < a <= most * b)
        ]
        if within:
            told = {
                key: Bounds(*(np.full((1, 1, 1, 1), each) for each in ends))
                for key, ends in ((parts, x), (wholes, n))
            }
            for _ in range(5):
                states.tighten(told, np.array([True]))
            for key, own in ((parts, 0), (wholes, 1)):
                ends = {pair[own] for pair in within}
                assert (told[key].low.item(), told[key].high.item()) == (min(ends), max(ends))


def published(exact: list[Row]) -> set[str]:
    """Areas that have a state for viewers."""
    connection: Connection = build()
    for name in ("exact", "protected"):
        connection.execute(f"ATTACH ':memory:' AS {name}")
    connection.execute(f"CREATE TABLE exact.measure ({TABLES['measure']})")
    insert(connection, "exact.measure", exact)
    add_standing(connection, Settings())
    protect(connection, Settings())
    found = connection.execute("SELECT area_code FROM protected.standing").fetchall()
    connection.close()
    return {area for (area,) in found}


def test_viewers_get_a_state_only_where_both_counts_are_shown() -> None:
    few, many = cell("C13", MAY, FIFE, 1, 100), cell("C13", MAY, GLASGOW, 30, 100)
    assert published([few, many]) == {GLASGOW}


def test_viewers_get_no_state_where_the_denominator_may_be_too_small() -> None:
    """22 is shown as 20, as are 18 and 19."""
    assert published([cell("C07", MAY, FIFE, 20, 22), cell("C07", MAY, GLASGOW, 20, 23)]) == {
        GLASGOW
    }
