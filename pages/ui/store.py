"""The only caching: one reader per release, and its answers for as long as it is published."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st

from data.decisions import Decision, Finding, stamp
from data.engine import Reader
from data.outgrown import decided
from data.settings import settings
from data.store import Store

P = ParamSpec("P")
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Published:
    """One published release as one kind of reader sees it: protected, unless `exact`.

    `ask` puts a question of metrics.results to it:
    `release.ask(results.cells, "referrals", period_type="month")`.
    """

    root: Path
    release_id: str
    exact: bool

    def ask(
        self, question: Callable[Concatenate[Reader, P], Answer], *args: P.args, **kwargs: P.kwargs
    ) -> Answer:
        """The answer of `question(reader, *args, **kwargs)`, worked out once per release."""
        name = f"{question.__module__}.{question.__qualname__}"
        found: Answer = _answer(self, name, args, kwargs, question)
        return found

    def public(self) -> "Published":
        """The release as every reader may see it."""
        return replace(self, exact=False)

    def manifest(self) -> dict[str, Any]:
        """What the release says of itself."""
        return Store(self.root).manifest(self.release_id)


def published(*, exact: bool) -> Published | None:
    """The release published at this moment; None before the first."""
    store = Store(settings().store)
    release_id = store.published()
    return Published(store.root, release_id, exact) if release_id else None


# Keyed on the release id, never on time: a release once published does not change.
@st.cache_resource(show_spinner=False, max_entries=8)
def _reader(release: Published) -> Reader:
    return Store(release.root).open(release.release_id, exact=release.exact)


def decisions(root: Path) -> Mapping[Finding, Decision]:
    """The decision of each finding that counts, read again for another one or another release."""
    store = Store(root)
    found: Mapping[Finding, Decision] = _decisions(root, stamp(store), store.published())
    return found


@st.cache_data(show_spinner=False, max_entries=8)
def _decisions(
    root: Path,
    stamped: object,  # noqa: ARG001  # part of the cache's key
    release_id: str | None,
) -> Mapping[Finding, Decision]:
    return decided(Store(root), release_id)


# The question is named rather than hashed; `exact` is part of the key, so roles never mix.
@st.cache_data(show_spinner=False, max_entries=3000)
def _answer(
    release: Published,
    name: str,  # noqa: ARG001  # part of the cache's key
    args: tuple[object, ...],
    kwargs: dict[str, object],
    _question: Callable[..., Any],
) -> Any:  # noqa: ANN401  # whatever the question answers; typed again by Published.ask
    return _question(_reader(release), *args, **kwargs)
