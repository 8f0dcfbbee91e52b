"""Who decided is shown to every reader: a name, never an address."""

import pytest

from pages.ui.access import Role
from pages.ui.decider import named


def test_a_name_is_shown_with_its_role() -> None:
    assert named("A. Steward", Role.STEWARD) == f"A. Steward, {Role.STEWARD}"


@pytest.mark.parametrize("name", [None, "  ", "a.steward" + "@example.org", "a@b"])
def test_what_is_no_name_or_an_address_gives_way_to_the_role(name: object) -> None:
    assert named(name, Role.STEWARD) == "a steward"
