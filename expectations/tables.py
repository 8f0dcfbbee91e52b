"""Where an export's rows lie in a release, and how one of its rows is placed in time."""

from data.export import Export

TABLES = {"referrals": "referral_rows"}
"""`referrals` itself holds the reconciled referrals, made of sender's and receiver's rows."""

ESSENTIAL = frozenset({"referrals"})
"""Nothing can be said without these; an export nobody has sent yet is only a warning."""


def table_of(export: Export) -> str:
    """The release's table with every accepted row of an export."""
    return TABLES.get(export.name, export.name)


def month_of(export: Export) -> str:
    """SQL for the first day of the month a row belongs to."""
    return f"CAST(date_trunc('month', {export.day}) AS DATE)"
