"""Monthly volumes: providers' rows, and councils' incidents, against their own history."""

from data.senders import sole_sender
from expectations.check import Check, Suite

ODD = "counted > 2.5 * usual + 3 * sqrt(usual) + 3 OR counted < usual / 2.5 - 3 * sqrt(usual)"
"""Outside two and a half times the usual either way, and further than chance explains.

The change of 2018 and the lockdown of 2020 lie well inside; a file sent twice under new
identifiers, or half a file, mostly outside. `usual` is the median of the 12 months before.
"""


def _months(counts: str, who: str, more: str = "") -> str:
    """Months of each `who` from its first on, counted 0 where it has no rows, and what is usual.

    more: what else is told of each, after a comma.
    """
    return f"""(
        SELECT *{more}
        FROM (
            SELECT {who}, month, counted, median(counted) OVER before AS usual,
                   count(*) OVER before AS known
            FROM (
                SELECT {who}, months.month, coalesce(counted, 0) AS counted
                FROM (SELECT {who}, min(month) AS first FROM ({counts}) AS c GROUP BY {who}) AS span
                JOIN months ON months.month >= span.first AND months.complete
                LEFT JOIN ({counts}) AS counts USING ({who}, month)
            ) AS filled
            WINDOW before AS (
                PARTITION BY {who} ORDER BY month ROWS BETWEEN 12 PRECEDING AND 1 PRECEDING
            )
        ) AS judged
        WHERE known >= 6
    )"""


def _rows_of(table: str, day: str) -> str:
    return f"""
        SELECT provider, CAST(date_trunc('month', {day}) AS DATE) AS month, count(*) AS counted
        FROM {table} GROUP BY 1, 2
    """


def _provider_band(export: str, table: str, day: str) -> Check:
    return Check(
        id=f"{export}.volume_band",
        title=f"Each provider's {export.replace('_', ' ')} are in line with its last 12 months",
        hint="Ask the provider whether the month is complete and was sent once. If it is right, "
        "something changed there: note what, since every trend will show it.",
        for_provider="Look whether the month is complete and was sent once. If it is right, say "
        "what changed, since every trend will show it.",
        export=export,
        severity="warning",
        rows=_months(_rows_of(table, day), "provider"),
        wrong=ODD,
        allowed=0.02,
        council="",
        has_rows=False,
        unit="months",
    )


SUITE = Suite(
    name="volumes",
    title="Monthly volumes against each provider's own history",
    checks=(
        _provider_band("referrals", "referral_rows", "referral_date"),
        _provider_band("sharing_events", "sharing_events", "event_date"),
        Check(
            id="incidents.volume_band",
            title="Each council's domestic abuse incidents are in line with its last 12 months",
            hint="Ask the provider of the incidents export about these months; rates per 100 "
            "incidents divide by them.",
            for_provider="Look whether these months are complete. If they are right, say what "
            "changed: rates per 100 incidents divide by them.",
            export="incidents",
            severity="warning",
            rows=_months(
                "SELECT council, month, sum(domestic_abuse_incidents) AS counted "
                "FROM incidents GROUP BY 1, 2",
                "council",
                f", {sole_sender('incidents')} AS provider",
            ),
            wrong=ODD,
            allowed=0.02,
            has_rows=False,
            unit="months of councils",
        ),
    ),
)
