"""Who gets in, as what, and what that role may do."""

import pytest

from pages.ui.access import Role, refusal, signed_in_role

NOW = 1_700_000_000.0
CLAIMS = {"is_logged_in": True, "exp": NOW + 60, "roles": ["viewer"]}


@pytest.mark.parametrize(
    ("changed", "role"),
    [
        ({}, Role.VIEWER),
        ({"roles": "analyst"}, Role.ANALYST),
        ({"roles": ["viewer", "steward", "analyst"]}, Role.STEWARD),
        ({"roles": []}, Role.SIGNED_OUT),
        ({"roles": None}, Role.SIGNED_OUT),
        ({"roles": ["admin", "local", "this machine only"]}, Role.SIGNED_OUT),
        ({"exp": NOW - 1}, Role.SIGNED_OUT),
        ({"exp": NOW}, Role.SIGNED_OUT),
        ({"exp": None}, Role.SIGNED_OUT),
        ({"exp": "tomorrow"}, Role.SIGNED_OUT),
        ({"is_logged_in": False}, Role.SIGNED_OUT),
        ({"is_logged_in": "yes"}, Role.SIGNED_OUT),
    ],
)
def test_role_from_claims(changed: dict[str, object], role: Role) -> None:
    assert signed_in_role(CLAIMS | changed, NOW) is role


def test_no_claims_at_all_is_signed_out() -> None:
    assert signed_in_role({}, NOW) is Role.SIGNED_OUT


def test_what_each_role_may() -> None:
    assert {role for role in Role if role.sees_exact} == {Role.ANALYST, Role.STEWARD}
    assert {role for role in Role if role.may_load} == {Role.LOCAL, Role.STEWARD}


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1"])
def test_a_server_for_this_machine_may_answer(address: str) -> None:
    assert refusal(address, {}) is None


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "", None, "192.168.1.5", "sharing.example"])  # noqa: S104
def test_a_wider_server_without_sign_in_may_not(address: str | None) -> None:
    assert "No sign-in is set up" in (refusal(address, {}) or "")


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-Ip"])
def test_nor_may_it_answer_through_a_proxy(header: str) -> None:
    assert "proxy" in (refusal("127.0.0.1", {header: "203.0.113.9"}) or "")
