"""Completeness: each council has rows in each month, and no provider stops for a month."""

from data.senders import sole_sender
from expectations.check import Check, Severity, Suite


def _grid(
    who: str, names: str, table: str, month: str, counted: str = "count(*)", more: str = ""
) -> str:
    """Each `who` in each month since the table's first, with what is counted in it.

    Nothing is looked at where the table is empty: that it is empty is a check of its own.
    more: what else is told of each, after a comma.
    """
    return f"""(
        SELECT {who}, months.month, coalesce(counted, 0) AS counted{more}
        FROM ({names}) AS names
        JOIN months ON months.complete AND months.month >= (SELECT min({month}) FROM {table})
        LEFT JOIN (SELECT {who}, {month} AS month, {counted} AS counted
                   FROM {table} GROUP BY 1, 2) AS counts USING ({who}, month)
    )"""


COUNCILS = "SELECT DISTINCT council FROM area"
REFERRAL_MONTH = "CAST(date_trunc('month', referral_date) AS DATE)"
EVENT_MONTH = "CAST(date_trunc('month', event_date) AS DATE)"


def _councils(
    export: str,
    severity: Severity,
    allowed: float,
    what: str,
    *,
    rows: tuple[str, str],
    counted: str = "count(*)",
) -> Check:
    """rows: a table, and the month of one of its rows. What one provider alone sends is its own."""
    whose = f", {sole_sender(export)} AS provider"
    return Check(
        id=f"{export}.council_months",
        title=f"Every council has {what} in every month",
        hint="Load the missing months. Where a small council truly had none, nothing is wrong: "
        "look for several councils of one provider missing together.",
        for_provider="Send the months that are missing, or say that there was nothing to send.",
        export=export,
        severity=severity,
        rows=_grid("council", COUNCILS, *rows, counted, whose),
        wrong="counted = 0",
        allowed=allowed,
        has_rows=False,
        unit="months of councils",
    )


def _providers(export: str, table: str, month: str) -> Check:
    return Check(
        id=f"{export}.provider_months",
        title=f"No provider's {export.replace('_', ' ')} stop for a month after its first",
        hint="Ask the provider for the missing month, or note from when it no longer sends.",
        for_provider="Send the missing months, or say that there was nothing to send in them, or "
        "from when you no longer send.",
        export=export,
        severity="warning",
        rows=_grid("provider", f"SELECT DISTINCT provider FROM {table}", table, month),
        wrong="counted = 0",
        allowed=0.05,
        council="",
        has_rows=False,
        unit="months",
    )


SUITE = Suite(
    name="completeness",
    title="Completeness by council, provider and month",
    checks=(
        _councils(
            "incidents",
            "critical",
            0.05,
            "a number of domestic abuse incidents",
            rows=("incidents", "month"),
            counted="count(domestic_abuse_incidents)",
        ),
        _councils("referrals", "warning", 0.1, "referrals", rows=("referral_rows", REFERRAL_MONTH)),
        _councils(
            "sharing_events", "note", 0.1, "sharing events", rows=("sharing_events", EVENT_MONTH)
        ),
        _providers("referrals", "referral_rows", REFERRAL_MONTH),
        _providers("sharing_events", "sharing_events", EVENT_MONTH),
    ),
)
