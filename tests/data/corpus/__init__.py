"""Messy and hostile files, by theme: how each is made, and what must become of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

Make = bytes | Callable[[Path], None]


@dataclass(frozen=True)
class Case:
    """One file. Its rows are those of corpus.making, so a wrong value shows."""

    id: str
    what: str
    """What is the matter with the file, as the table in docs/messy_files.md says it."""
    make: Make
    """Its bytes, or what puts it in its place."""
    name: str = "referrals.csv"
    accepted: tuple[int, ...] | None = None
    """Row numbers that are accepted; ZQ-1 is on the first of them. None when it is refused."""
    rejected: tuple[tuple[int, str, str], ...] = ()
    """Row number, column and reason."""
    refused: tuple[str, ...] = ()
    """Words that the refusal must hold."""
    notes: tuple[str, ...] = ()
    """Words that the receipt's notes must hold."""
    personal: tuple[str, ...] = ()
    """Words that what the receipt says of personal data must hold; nothing, when they are empty."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """What accepted rows hold instead of what the others do."""
    limits: Mapping[str, str] = field(default_factory=dict)
    """Settings under which it is read."""


@dataclass(frozen=True)
class Theme:
    """The cases of one module."""

    title: str
    cases: tuple[Case, ...]


def themes() -> Iterator[Theme]:
    """Every theme, one a module of this folder that has CASES."""
    for found in sorted(iter_modules(__path__), key=lambda module: module.name):
        module = import_module(f"{__name__}.{found.name}")
        if hasattr(module, "CASES"):
            yield Theme(module.TITLE, tuple(module.CASES))
