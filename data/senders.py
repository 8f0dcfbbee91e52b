"""Who alone sends an export: whose it is that something of it never came."""

from data.engine import quoted

EVERY_MONTH = ("incidents",)
"""Exports of which every council has a row in every month: one that never came is missing."""


def sole_sender(export: str) -> str:
    """SQL for the provider that all files of an export in a release are of; NULL for several.

    A file of another provider counts even where none of its rows was accepted: what is missing
    may be what it should have held.
    """
    return (
        "(SELECT CASE WHEN count(DISTINCT provider) = 1 THEN min(provider) END "
        f"FROM submission WHERE export = {quoted(export)})"
    )
