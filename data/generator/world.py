"""The places and organisations of the sample: registers as arrays, sizes, who serves whom."""

from functools import cache

import numpy as np

from data.generator.frame import Floats, Ints
from data.reference import council_figures, councils, divisions, shipped_organisations

COUNCILS = tuple(councils()["council_code"])
DIVISIONS = tuple(divisions()["division_code"])
ORGANISATIONS = tuple(row["org_code"] for row in shipped_organisations())
SECTORS = tuple(row["sector"] for row in shipped_organisations())
PLACE = {org: place for place, org in enumerate(ORGANISATIONS)}

RECEIVERS = ("assist", "victim_support_scotland", "scottish_womens_aid", "sacro", "caledonian")
"""Services that referrals go to; all but the last send rows of what they received."""

WEST = ("S32000018", "S32000003", "S32000013", "S32000004", "S32000019")
FRONT_DOORS = ("S12000008", "S12000021", "S12000028", "S12000047", "S12000048")
"""Council areas with a One Front Door hub."""

NHS_BOARD = {
    "S32000003": "nhs_highland",
    "S32000004": "nhs_ayrshire_and_arran",
    "S32000005": "nhs_dumfries_and_galloway",
    "S32000006": "nhs_lothian",
    "S32000008": "nhs_forth_valley",
    "S32000010": "nhs_highland",
    "S32000012": "nhs_lothian",
    "S32000013": "nhs_greater_glasgow_and_clyde",
    "S32000015": "nhs_grampian",
    "S32000016": "nhs_fife",
    "S32000017": "nhs_tayside",
    "S32000018": "nhs_greater_glasgow_and_clyde",
    "S32000019": "nhs_lanarkshire",
}
OTHER_BOARD = {
    "S12000039": "nhs_greater_glasgow_and_clyde",
    "S12000026": "nhs_borders",
    "S12000023": "nhs_orkney",
    "S12000027": "nhs_shetland",
    "S12000013": "nhs_western_isles",
}
"""Councils whose health board is not that of most of their police division."""


def places(orgs: tuple[str, ...]) -> Ints:
    """Places in the register of organisations."""
    return np.array([PLACE[org] for org in orgs], dtype=np.int64)


@cache
def division_of() -> Ints:
    """Division of each council, as places in the registers."""
    return np.array([DIVISIONS.index(code) for code in councils()["division_code"]], dtype=np.int64)


@cache
def board_of() -> Ints:
    """Health board of each council."""
    codes = councils()["division_code"]
    boards = (
        OTHER_BOARD.get(council, NHS_BOARD[division])
        for council, division in zip(COUNCILS, codes, strict=True)
    )
    return places(tuple(boards))


@cache
def incident_share() -> Floats:
    """Each council's share of Scotland's domestic abuse incidents of 2021-22."""
    counts = council_figures().set_index("council_code")["domestic_abuse_incidents_2021_22"]
    return (counts[list(COUNCILS)] / counts.sum()).to_numpy(dtype=np.float64)


@cache
def population_share() -> Floats:
    """Each council's share of Scotland's people in 2022."""
    counts = council_figures().set_index("council_code")["population_mid_2022"]
    return (counts[list(COUNCILS)] / counts.sum()).to_numpy(dtype=np.float64)


@cache
def service_mix() -> Floats:
    """Chance that a referral goes to each of RECEIVERS, a row for each council."""
    mix = np.empty((len(COUNCILS), len(RECEIVERS)))
    for place, council in enumerate(COUNCILS):
        if council == "S12000049":
            mix[place] = (0.56, 0.22, 0.16, 0.04, 0.02)
        elif DIVISIONS[division_of()[place]] in WEST:
            mix[place] = (0.34, 0.33, 0.27, 0.04, 0.02)
        else:
            mix[place] = (0.03, 0.46, 0.44, 0.05, 0.02)
    return mix
