"""Where the bands of a flow chart run: computed, so that they can be drawn as plain areas."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

ROOM = 0.075
"""Part of the height that every node has besides its bands, so that its name fits beside it."""
STEPS = np.linspace(0, 1, 25)
EASED = STEPS**2 * (3 - 2 * STEPS)


@dataclass(frozen=True)
class Flow:
    """Bands and nodes on a square from 0 to 1, y downwards.

    bands: sender, service, count, x, low, high, a row a point. nodes: side ("sender" or
    "service"), name, count, top, bottom.
    """

    bands: pd.DataFrame
    nodes: pd.DataFrame


def flow(table: pd.DataFrame) -> Flow:
    """The flow of routes: sender, service, count, one row each; larger nodes stand higher."""
    nodes = pd.concat([_nodes(table, side) for side in ("sender", "service")])
    placed = table.reset_index(drop=True)
    for side, other in (("sender", "service"), ("service", "sender")):
        placed[f"{side}_top"] = _tops(placed, nodes, side, other)
    size = placed["count"] * _scale(nodes)
    bands = [
        _band(row, float(size.iloc[place])) for place, row in enumerate(placed.to_dict("records"))
    ]
    return Flow(pd.concat(bands, ignore_index=True), nodes.reset_index(drop=True))


def _nodes(table: pd.DataFrame, side: str) -> pd.DataFrame:
    sums = table.groupby(side)["count"].sum().sort_values(ascending=False, kind="stable")
    most = max(table["sender"].nunique(), table["service"].nunique())
    scale = (1 - ROOM * most) / float(table["count"].sum())
    slots = sums * scale + ROOM
    spare = (1 - float(slots.sum())) / 2  # the side with fewer nodes stands in the middle
    starts = spare + slots.cumsum() - slots + ROOM / 2
    return pd.DataFrame(
        {
            "side": side,
            "name": sums.index,
            "count": sums.to_numpy(),
            "top": starts.to_numpy(),
            "bottom": (starts + sums * scale).to_numpy(),
        }
    )


def _scale(nodes: pd.DataFrame) -> float:
    first = nodes.iloc[0]
    return float((first["bottom"] - first["top"]) / first["count"])


def _tops(placed: pd.DataFrame, nodes: pd.DataFrame, side: str, other: str) -> pd.Series:
    """Where each band begins in its node: in the order of the nodes that it leads to."""
    place = {kind: nodes[nodes["side"] == kind].set_index("name")["top"] for kind in (side, other)}
    order = placed.assign(there=placed[other].map(place[other])).sort_values("there", kind="stable")
    before = order.groupby(side)["count"].cumsum() - order["count"]
    return (order[side].map(place[side]) + before * _scale(nodes)).reindex(placed.index)


def _band(row: dict[Hashable, Any], size: float) -> pd.DataFrame:
    start, end = row["sender_top"], row["service_top"]
    low = start + (end - start) * EASED
    points = pd.DataFrame({"x": STEPS, "low": low, "high": low + size})
    return points.assign(sender=row["sender"], service=row["service"], count=row["count"])
