"""The flow chart: bands as wide as their counts, that neither overlap in a node nor leave it."""

import numpy as np
import pandas as pd

from pages.ui.charts import flow
from pages.ui.charts.flow_paths import ROOM
from pages.ui.charts.flow_paths import flow as laid

ROUTES = pd.DataFrame(
    [("Police", "ASSIST", 60), ("Police", "SACRO", 25), ("Marac", "ASSIST", 10), ("Hub", "VSS", 5)],
    columns=["sender", "service", "count"],
)


def ends(side: str) -> pd.DataFrame:
    """Where each band lies in its node on one side."""
    bands = laid(ROUTES).bands
    return bands[bands["x"] == (0 if side == "sender" else 1)]


def test_a_band_is_as_wide_as_its_count() -> None:
    bands = laid(ROUTES).bands
    per_referral = (bands["high"] - bands["low"]) / bands["count"]
    assert np.allclose(per_referral, per_referral.iloc[0])


def test_bands_fill_their_nodes_without_overlap() -> None:
    nodes = laid(ROUTES).nodes
    for side in ("sender", "service"):
        for node in nodes[nodes["side"] == side].itertuples():
            own = ends(side).query(f"{side} == @node.name").sort_values("low")
            assert np.isclose(own["low"].iloc[0], node.top)
            assert np.isclose(own["high"].iloc[-1], node.bottom)
            assert np.allclose(own["low"].iloc[1:], own["high"].iloc[:-1])


def test_nodes_have_room_for_their_names_and_stay_inside() -> None:
    nodes = laid(ROUTES).nodes
    assert nodes["top"].min() >= 0
    assert nodes["bottom"].max() <= 1
    for _, own in nodes.groupby("side"):
        assert (
            (own["top"].iloc[1:].to_numpy() - own["bottom"].iloc[:-1].to_numpy()) > ROOM / 2
        ).all()


def test_ten_senders_and_services_still_fit() -> None:
    many = pd.DataFrame([(f"s{n}", f"t{n}", 10 + n) for n in range(10)], columns=ROUTES.columns)
    assert laid(many).nodes["bottom"].max() <= 1


def test_the_chart_says_every_route() -> None:
    _, alt = flow.chart(ROUTES.assign(sent=90))
    assert "Police to ASSIST 60; Police to SACRO 25" in alt


def test_a_sender_carries_all_it_sent_and_a_service_the_sum_of_its_bands() -> None:
    chart, _ = flow.chart(ROUTES.assign(sent=[90, 90, float("nan"), 5]))
    rows = [row for rows in chart.to_dict()["datasets"].values() for row in rows]
    names = {row["text"] for row in rows if "text" in row}
    assert names == {"Police  90", "Marac  10", "Hub  5", "ASSIST  70", "SACRO  25", "VSS  5"}
