"""What commands print is said on a page without commands, ids and ISO days."""

import pytest

from data import outcome
from data.decide import date_problem
from data.decisions import today
from pages.ui import spoken

MONTHS = "incidents.council_months"
MANIFEST = {
    "release_id": "2026-11-25.1",
    "as_at": "2026-10-30",
    "sample": False,
    "withheld": [MONTHS],
    "accepted": {},
    "gates": {MONTHS: 2},
    "not_held": [{"check_id": MONTHS, "severity": "critical", "outcome": "failed"}],
    "checks": {"passed": 9, "failed": 1, "errored": 0},
}
TITLE = "“A council has an incident count for every month”"


@pytest.fixture
def title(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.ui.checks.title", lambda _: TITLE[1:-1])


@pytest.mark.usefixtures("title")
def test_no_outcome_of_a_release_has_a_command_an_id_or_an_iso_day() -> None:
    outcomes = [
        outcome.published(MANIFEST, [MONTHS]),
        outcome.held_back(MANIFEST, "2026-11-24.1"),
        outcome.held_back(MANIFEST, None, again=True),
        outcome.set_aside(MANIFEST, "2026-11-24.1"),
        outcome.nothing_to_release(),
    ]
    for each in outcomes:
        told = "\n".join(spoken.on_a_page(each.sentences))
        assert told
        for wrong in ("python", "--", MONTHS, "2026-10-30", "Load exports page", ":\n", ",\n"):
            assert wrong not in told, told


@pytest.mark.usefixtures("title")
def test_what_matters_stays() -> None:
    said = spoken.on_a_page(outcome.published(MANIFEST).sentences)
    assert said[0] == "Release 2026-11-25.1 is published, with data as at 30 Oct 2026."
    assert f"Not passed: {TITLE} (critical). The Checks page says what to do." in said
    (last,) = spoken.on_a_page(
        ["Load corrected exports, or publish it, with a reason: python -m data release --accept x"]
    )
    assert last == "Load corrected exports, or publish it."


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Next: python -m data release", []),
        ("To publish 2026-11-25.1 again: python -m data rollback 2026-11-25.1", []),
        ("Nobody sees these yet. To publish: python -m data release", ["Nobody sees these yet."]),
        (
            "Draft one (python -m data profile FILE --save NAME), or check.",
            ["Draft one, or check."],
        ),
        (
            "march.csv was withdrawn: it stays until then.",
            ["march.csv was withdrawn: it stays until then."],
        ),
    ],
)
def test_a_command_goes_with_the_clause_that_leads_up_to_it(line: str, said: list[str]) -> None:
    assert spoken.on_a_page([line]) == said


def test_why_a_day_will_not_do_is_said_without_options() -> None:
    (none,) = spoken.on_a_page([date_problem(None, today())])
    assert none == "Give a day on which to look at it again."
