"""What a record of sharing must show: C01, C03 to C06, C11, C13, C16."""

from typing import Any

import pytest

from tests.metrics.indicators.conftest import FIFE, Drawn

YES, NO = {"decision": "shared"}, {"decision": "refused"}
PART3 = {"regime": "part3"}
GATED = PART3 | {"gateway_code": "victims_witnesses_2014", "lawful_basis": "public_task"}


@pytest.mark.parametrize(
    ("indicator", "rows", "expected"),
    [
        pytest.param(
            "C01",
            [{"lawful_basis": "consent"}, {"decision": "partial", "lawful_basis": "public_task"}],
            (2, 2),
            id="C01 any allowed basis counts, also when only part was shared",
        ),
        pytest.param("C01", [{}], (0, 1), id="C01 a blank is not compliant"),
        pytest.param(
            "C01",
            [NO | {"lawful_basis": "consent"}, {"decision": "pending"}],
            (0, 0),
            id="C01 what was not shared does not count",
        ),
        pytest.param(
            "C03",
            [
                {"has_special_category": "yes", "condition_code": "safeguarding"},
                {"has_offence_data": "yes"},
                {"has_offence_data": "no", "has_special_category": "no"},
                {},
            ],
            (1, 2),
            id="C03 only events with such data",
        ),
        pytest.param(
            "C04",
            [
                GATED,
                GATED | {"gateway_code": None},
                GATED | {"lawful_basis": None},
                GATED | {"lawful_basis": "part3_law_enforcement"},
            ],
            (1, 4),
            id="C04 gateway and a UK GDPR basis, both",
        ),
        pytest.param(
            "C04",
            [
                GATED | {"to_org": "copfs"},
                GATED | {"from_org": "assist"},
                GATED | {"regime": "uk_gdpr"},
                GATED | {"regime": None},
                GATED | {"decision": "refused"},
            ],
            (0, 0),
            id="C04 only police, under Part 3, to a body that is not a competent authority",
        ),
        pytest.param(
            "C05",
            [
                {"necessity_recorded": "yes", "proportionality_recorded": "yes"},
                {"necessity_recorded": "yes", "proportionality_recorded": "no"},
                {"necessity_recorded": "yes"},
                {},
            ],
            (1, 4),
            id="C05 both or nothing",
        ),
        pytest.param(
            "C06",
            [
                {"purpose_code": "advocacy", "outcome_code": "safety_plan"},
                {"purpose_code": "advocacy"},
                {"outcome_code": "safety_plan"},
                {},
            ],
            (1, 4),
            id="C06 both or nothing",
        ),
        pytest.param(
            "C11",
            [
                {"privacy_info": "provided"},
                {"privacy_info": "exempt"},
                {"privacy_info": "none"},
                {},
                NO | {"privacy_info": "provided"},
            ],
            (2, 4),
            id="C11 told, or exempt",
        ),
        pytest.param(
            "C13",
            [
                {"excess_flag": "yes"},
                {"excess_flag": "no"},
                {"excess_flag": "not_checked"},
                {},
                NO | {"excess_flag": "yes"},
            ],
            (1, 2),
            id="C13 only what was checked",
        ),
        pytest.param(
            "C16",
            [
                NO | {"refusal_reason_code": "excessive"},
                {"decision": "partial"},
                NO,
                YES | {"refusal_reason_code": "other"},
                {"decision": "pending"},
            ],
            (1, 3),
            id="C16 whole and partial refusals",
        ),
    ],
)
def test_counts(
    release: Drawn, indicator: str, rows: list[dict[str, Any]], expected: tuple[int, int]
) -> None:
    release.events(*rows)
    assert release.parts(indicator) == expected


def test_a_row_keeps_its_day_council_and_sender(release: Drawn) -> None:
    release.events({"lawful_basis": "consent"}, {"from_org": "copfs"})
    assert release.by("C01", "council") == {FIFE: (1, 2)}
    assert release.by("C01", "from_org") == {"copfs": (0, 1), "police_scotland": (1, 1)}
    assert release.parts("C01", "day = DATE '2026-10-05'") == (1, 2)
