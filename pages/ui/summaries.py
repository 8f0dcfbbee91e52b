"""The one-page summary of a provider, offered to those who may see its exact numbers."""

import logging
from functools import partial

import streamlit as st

from data.store import Store
from data.summary import summary_html
from pages.ui import words
from pages.ui.frame import View

logger = logging.getLogger(__name__)


def choose(view: View, providers: list[str]) -> None:
    """Lets the reader choose a provider, and offers its summary."""
    if not view.release.exact:
        st.caption(elsewhere(view))
        return
    provider = st.selectbox(
        "A provider's summary", providers, format_func=words.provider, key="summary", width=360
    )
    if provider:
        offer(view, provider)


def offer(view: View, provider: str) -> None:
    """The download of a provider's summary; how else to come by it for who may not see exact."""
    if not view.release.exact:
        st.caption(elsewhere(view))
        return
    st.download_button(
        f"Summary for {words.provider(provider)}: one page to print or send",
        partial(_made, view, provider),
        f"summary_{provider}_{view.release.release_id}.html",
        "text/html",
        key=f"summary_{provider}",
        on_click="ignore",
        icon=":material/description:",
    )


def _made(view: View, provider: str) -> bytes:
    logger.info("summary handed out: provider=%s role=%s", provider, view.role)
    store, release_id = Store(view.release.root), view.release.release_id
    return summary_html(store, provider, release_id=release_id).encode("utf-8")


def elsewhere(view: View) -> str:
    """Why there is no download here, and what to do."""
    asked = (
        "the command `summary` writes it on this machine."
        if view.role.may_load
        else "ask your data steward for it."
    )
    return f"A provider's one-page summary holds exact counts of its own rows: {asked}"
