"""The Kind record: one way to tell who somebody is, found in a text by SQL."""

from collections.abc import Callable
from dataclasses import dataclass

BETWEEN = "[ ._/-]"
"""What people write between groups of digits; odd spaces and dashes have been made plain."""
LEFT, RIGHT = "(?:\\b|_)", "(?:\\b|_)"
"""Where a word starts and ends; unlike a bare \\b, an underscore parts words too."""


@dataclass(frozen=True)
class Kind:
    """One kind of personal data that has a shape of its own."""

    name: str
    """In words, for a receipt."""
    maybe: str
    """A cheap regular expression that matches every text in which it can be found."""
    sql: Callable[[str], str]
    """A SQL predicate over an expression of plain text (data/personal/plain.py)."""
