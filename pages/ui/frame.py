"""The frame of every page: the gate, the line that says what is being looked at, the title."""

import logging
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import streamlit as st

from data.engine import Reader
from data.settings import settings
from metrics import results
from pages import FOLDER
from pages.ui import access, filters, first_start, store, theme, words

P = ParamSpec("P")
Answer = TypeVar("Answer")
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class View:
    """What one reader sees: a role, and the published release as that role may see it."""

    role: access.Role
    release: store.Published
    facts: Mapping[str, str]
    """release_id, as_at, sample ("yes" or "no") and the rest of `results.release`."""

    @property
    def sample(self) -> bool:
        """Whether it is made of sample exports, and so of nobody real."""
        return self.facts.get("sample") == "yes"

    @property
    def whose(self) -> str:
        """Whose numbers these are: the deployment's name, or that they are not real."""
        return "Sample data: not real" if self.sample else settings().deployment

    def ask(
        self, question: Callable[Concatenate[Reader, P], Answer], *args: P.args, **kwargs: P.kwargs
    ) -> Answer:
        """An answer of metrics.results, kept per release: `view.ask(results.checks)`."""
        return self.release.ask(question, *args, **kwargs)


def page(title: str, question: str = "") -> View:
    """Begin a page: call it before anything else, so that nobody sees anything ungated.

    Shows the status line, the title (the page's only h1) and the question that the page
    answers, and returns what there is to see.
    """
    role = access.gate()
    filters.begin(title)
    st.html(theme.style())
    first_start.ensure()
    release = store.published(exact=role.sees_exact)
    if release is None:
        st.rerun()
    if release.exact:
        logger.info("exact numbers shown: page=%s role=%s release=%s", title, role, release)
    view = View(role, release, release.ask(results.release))
    _status(view)
    st.title(title, anchor=False)
    if question:
        st.html(f'<p class="question">{escape(question)}</p>')
    return view


def run(chosen: st.Page) -> None:
    """Run a page; when it breaks, say so in plain words and log where, never what was in it."""
    try:
        chosen.run()
    except Exception as problem:  # noqa: BLE001  # the last stop before the reader
        frames = traceback.extract_tb(problem.__traceback__)
        ours = [f"{Path(each.filename).name}:{each.lineno}" for each in frames[-4:]]
        logger.error("%s in page %s at %s", type(problem).__name__, chosen.title, " > ".join(ours))
        st.error(
            "This page could not be shown. The other pages are not affected. Reload it; if it "
            "fails again, tell whoever looks after this dashboard the time and the page's name: "
            "the server's log says where it stopped."
        )


def status_parts(view: View) -> list[str]:
    """What the status line says, most important first."""
    small = view.facts["small_number"]
    return [
        view.whose,
        f"Data as at {words.day(view.facts['as_at'])}",
        f"Release {view.release.release_id}",
        "Reader: somebody at this computer (no sign-in is set up)"
        if view.role is access.Role.LOCAL
        else f"Reader: {view.role}",
        "Exact numbers: not for publication"
        if view.release.exact
        else f"Protected numbers: counts of people under {small} are {words.HIDDEN}",
    ]


def _status(view: View) -> None:
    first, *rest = status_parts(view)
    marked = f'<span class="mark">{escape(first)}</span>'
    others = "".join(f"<span>{escape(part)}</span>" for part in rest)
    st.html(f'<div class="status" role="note" aria-label="About this data">{marked}{others}</div>')
    withheld = view.ask(results.withholding)
    if withheld or view.release.manifest().get("accepted"):
        st.page_link(
            FOLDER / "quality" / "checks.py",
            label=f"Some numbers are withheld: data quality ({words.quoted(withheld)})"
            if withheld
            else "A check that failed was accepted with a reason: see data quality",
            icon=":material/rule:",
        )
