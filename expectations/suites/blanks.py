"""Blanks: what share of a column a provider leaves empty, where it sends the column at all."""

from expectations.check import Check, Suite

MONTHS = {
    "referral_rows": "CAST(date_trunc('month', referral_date) AS DATE)",
    "sharing_events": "CAST(date_trunc('month', event_date) AS DATE)",
    "incidents": "month",
}


def _seldom(export: str, table: str, column: str, where: str = "true") -> Check:
    """A provider's blanks, out of all its rows; one that never sends the column has none."""
    return Check(
        id=f"{export}.{column}.blank",
        title=f"{column} of {export}, where sent, is seldom blank".replace("_", " ").capitalize(),
        hint="Ask the provider whether the column was cut off, renamed or no longer filled in. "
        "A blank counts as not known, or as not recorded, in every figure that uses it.",
        for_provider="Fill it in where you know it. If your system dropped or renamed the column, "
        "say so; a blank counts as not known, or as not recorded, in every figure that uses it.",
        export=export,
        severity="note",
        rows=table,
        wrong=f"({where}) AND {column} IS NULL AND provider IN "
        f"(SELECT provider FROM {table} GROUP BY provider HAVING count({column}) > 0)",
        allowed=0.3,
        month=MONTHS[table],
    )


SHARED = "decision IN ('shared', 'partial')"
REFERRALS = (
    *("incident_ref", "incident_date", "risk_sender", "risk_receiver", "lawful_basis"),
    *("purpose_code", "victim_views", "outcome", "minimum_dataset"),
)
EVENTS = (
    *("regime", "trigger", "lawful_basis", "purpose_code", "privacy_info"),
    *("necessity_recorded", "proportionality_recorded", "routine"),
)
INCIDENTS = ("domestic_abuse_incidents", "concern_reports_total")

SUITE = Suite(
    name="blanks",
    title="Share of blanks by provider",
    checks=(
        *(_seldom("referrals", "referral_rows", column) for column in REFERRALS),
        *(_seldom("sharing_events", "sharing_events", column, SHARED) for column in EVENTS),
        *(_seldom("incidents", "incidents", column) for column in INCIDENTS),
    ),
)
