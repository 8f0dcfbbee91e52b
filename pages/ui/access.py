"""Who is looking, what they may see, and the gate that every page passes through."""

import logging
import time
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import streamlit as st
from streamlit.auth_util import get_secrets_auth_section

LOOPBACK = ("127.0.0.1", "localhost", "::1")
FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-Ip")
logger = logging.getLogger(__name__)


class Role(StrEnum):
    """What a reader is here; the value is what the reader is told."""

    SIGNED_OUT = "signed out"
    LOCAL = "this machine only"
    VIEWER = "viewer"
    ANALYST = "analyst"
    STEWARD = "steward"

    @property
    def sees_exact(self) -> bool:
        """May see counts before disclosure control."""
        return self in (Role.ANALYST, Role.STEWARD)

    @property
    def may_load(self) -> bool:
        """May load exports and publish a release."""
        return self in (Role.STEWARD, Role.LOCAL)


def signed_in_role(claims: Mapping[str, Any], now: float) -> Role:
    """The role in an identity provider's claims; signed out unless everything is in order.

    `roles` is a name or a list of names, of which the widest counts. `exp` (seconds since 1970)
    is checked here because Streamlit's own cookie outlives the token by weeks.
    """
    expires = claims.get("exp")
    if claims.get("is_logged_in") is not True or not isinstance(expires, int | float):
        return Role.SIGNED_OUT
    named = claims.get("roles") or ()
    held = {named} if isinstance(named, str) else set(named)
    ranked = (Role.STEWARD, Role.ANALYST, Role.VIEWER)
    return next((role for role in ranked if role in held and expires > now), Role.SIGNED_OUT)


def refusal(address: str | None, headers: Mapping[str, str]) -> str | None:
    """Why a server without sign-in may not answer: one sentence, or None when it may."""
    if address not in LOOPBACK:
        return (
            "No sign-in is set up, and this server answers other machines "
            f"(server.address is {address or 'not set'}). Set server.address to 127.0.0.1 in "
            ".streamlit/config.toml, or set up sign-in: the section [auth] of "
            ".streamlit/secrets.toml, as the README says under “Sign-in”."
        )
    if any(headers.get(name) for name in FORWARDED):
        return (
            "No sign-in is set up, and this visit came through a proxy, so it may be from another "
            "machine. Open the dashboard on the machine itself, or set up sign-in, as the README "
            "says under “Sign-in”."
        )
    return None


def sign_in_configured() -> bool:
    """Whether the deployment's secrets have an [auth] section."""
    return bool(get_secrets_auth_section())


def role() -> Role:
    """The role of whoever looks at this moment."""
    if sign_in_configured():
        return signed_in_role(st.user.to_dict(), time.time())
    refused = refusal(st.get_option("server.address"), st.context.headers)
    return Role.SIGNED_OUT if refused else Role.LOCAL


def gate() -> Role:
    """Lets a reader with a role through; shows anybody else only why not, and stops."""
    found = role()
    if found is Role.SIGNED_OUT:
        _closed()
        st.stop()
    return found


def _closed() -> None:
    st.title("Information sharing dashboard")
    if not sign_in_configured():
        st.error(refusal(st.get_option("server.address"), st.context.headers) or "Not available.")
        return
    if st.user.to_dict().get("is_logged_in"):
        logger.warning("a signed-in person was refused: no role here, or the sign-in has run out")
        st.write(
            "Your sign-in has run out, or your account has no role in this dashboard. "
            "Sign in again; if that does not help, ask your data steward for a role."
        )
        st.button("Sign out", on_click=st.logout)
        return
    st.write("Sign in with your work account to see this dashboard.")
    st.button("Sign in", type="primary", on_click=st.login)
