"""SQL that counts quality from a release's rows, in the portable subset that measures keep to.

Every statement returns facet, item, export, provider, council, pair, month, numerator and
denominator; provider, council and pair are NULL where the count is not about one.
"""

from dataclasses import dataclass

from data.asked_for import asked_of, sums
from data.senders import sole_sender


@dataclass(frozen=True)
class Source:
    """Where an export's rows lie, and what places one in time and in a council area."""

    export: str
    rows: str
    day: str
    council: str = "council"
    has_months: bool = True
    """False for a register, which is complete, or not, as it stands, and is never late."""


AS_AT = "(SELECT day AS as_at FROM as_at) AS register"
SOURCES = (
    Source("referrals", "referral_rows", "referral_date"),
    Source("sharing_events", "sharing_events", "event_date"),
    Source("incidents", "incidents", "month"),
    Source("assurance", "assurance", "period_end"),
    Source("agreements", f"agreements CROSS JOIN {AS_AT}", "as_at", "CAST(NULL AS TEXT)", False),
)
UNPLACED = "CAST(NULL AS TEXT) AS pair"


def month(day: str) -> str:
    """SQL for the first day of a day's month."""
    return f"CAST(date_trunc('month', {day}) AS DATE)"


def filled(source: Source) -> str:
    """Cells asked for and filled in, by provider, council and month: one wide row each."""
    return f"""
        SELECT provider, {source.council} AS council, {month(source.day)} AS month,
               {sums(source.export)}
        FROM {source.rows} GROUP BY 1, 2, 3
    """


def never_came(source: Source, wide: str) -> str:
    """Rows for the table `wide`: months of councils that lack their row, with every cell blank.

    From the export's first month to the latest that is over, as the check of these months counts
    them. They are the council's, and of a provider where that one alone sends the export.
    """
    cells = ", ".join("1, 0" for _ in asked_of(source.export))
    return f"""
        SELECT {sole_sender(source.export)}, council, month, {cells}
        FROM (SELECT DISTINCT council FROM area) AS councils
        JOIN months ON months.complete
         AND months.month >= (SELECT min(month) FROM {wide})
        ANTI JOIN {wide} AS came USING (council, month)
    """


def completeness(source: Source, wide: str) -> str:
    """One row a column from the table `wide` that filled() made."""
    return " UNION ALL ".join(
        f"SELECT 'completeness' AS facet, '{each.column}' AS item, '{source.export}' AS export, "
        f"provider, council, {UNPLACED}, month, filled_{each.column} AS numerator, "
        f"asked_{each.column} AS denominator FROM {wide} WHERE asked_{each.column} > 0"
        for each in asked_of(source.export)
    )


PAIR = "from_org || ' > ' || to_org"
AGREE = {
    "council": "same_council",
    "referral_date": "same_referral_date",
    "purpose_code": "same_purpose_code",
    "order": "received_date >= referral_date",
}
"""What two sides' rows of one referral should agree on; NULL where only one side tells it."""


def agreement() -> str:
    """Of referrals that both sides report, how many agree: once for each side's provider."""
    both = "FROM referrals WHERE sent AND received AND same_council IS NOT NULL"
    return " UNION ALL ".join(
        f"SELECT 'consistency' AS facet, '{item}' AS item, 'referrals' AS export, {who}, "
        f"{where}, {month('referral_date')} AS month, "
        f"CASE WHEN {holds} THEN 1 ELSE 0 END AS numerator, 1 AS denominator "
        f"{both} AND ({holds}) IS NOT NULL"
        for item, holds in AGREE.items()
        for who, where in (
            ("provider", f"council, {PAIR} AS pair"),
            ("received_by AS provider", f"CAST(NULL AS TEXT) AS council, {UNPLACED}"),
        )
    )


MATCHED = f"""
    WITH hearing AS (
        SELECT to_org, MIN(referral_date) AS first_day, MAX(referral_date) AS last_day
        FROM referral_rows WHERE side = 'receiver' GROUP BY to_org
    ), telling AS (
        SELECT from_org, MIN(referral_date) AS first_day, MAX(referral_date) AS last_day
        FROM referral_rows WHERE side = 'sender' GROUP BY from_org
    )
    SELECT 'consistency' AS facet, 'received' AS item, 'referrals' AS export, r.provider,
           r.council, r.from_org || ' > ' || r.to_org AS pair, {month("r.referral_date")} AS month,
           CASE WHEN r.received THEN 1 ELSE 0 END AS numerator, 1 AS denominator
    FROM referrals r
    JOIN hearing ON hearing.to_org = r.to_org
    JOIN working_days sent ON sent.day = r.referral_date
    JOIN working_days latest ON latest.day = hearing.last_day
    WHERE r.sent AND r.referral_date >= hearing.first_day AND latest.number - sent.number > 5
    UNION ALL
    SELECT 'consistency', 'sent', 'referrals', r.received_by, r.council,
           r.from_org || ' > ' || r.to_org, {month("r.referral_date")},
           CASE WHEN r.sent THEN 1 ELSE 0 END, 1
    FROM referrals r
    JOIN telling ON telling.from_org = r.from_org
    WHERE r.received AND r.referral_date >= telling.first_day
      AND r.referral_date <= telling.last_day
"""
"""Sent and received, asked as K03 asks it: only where the other side reports those days."""

JOINED = f"""
    WITH first_load AS (
        SELECT provider, export, MIN(CAST(loaded_at AS DATE)) AS loaded
        FROM submission WHERE last_day IS NOT NULL GROUP BY provider, export
    )
    SELECT s.provider, s.export, {month("MAX(s.last_day)")} AS month
    FROM submission s
    JOIN first_load ON first_load.provider = s.provider AND first_load.export = s.export
     AND first_load.loaded = CAST(s.loaded_at AS DATE)
    GROUP BY s.provider, s.export
"""
"""By provider and export, the month it joined with: all before it was history, not late."""

EXPORT_CAME = f"""
    SELECT s.export, s.provider, months.month, months.month_end AS day,
           MIN(CAST(s.loaded_at AS DATE)) AS loaded, 1 AS rows
    FROM submission s
    JOIN ({JOINED}) AS joined ON joined.provider = s.provider AND joined.export = s.export
    JOIN months ON months.month >= joined.month
     AND months.month <= s.last_day AND months.month_end >= s.first_day
    WHERE CAST(s.loaded_at AS DATE) > months.month_end AND s.accepted > 0
      AND s.export <> 'agreements'
    GROUP BY s.export, s.provider, months.month, months.month_end
"""
"""The day on which each month of an export first came, once the month was over."""


def rows_came(source: Source) -> str:
    """Rows by the day they are about and the day on which they first came."""
    table, day = source.rows, f"t.{source.day}"
    if source.export == "incidents":  # a count of a month belongs to the month's end
        table, day = (
            "(SELECT incidents.*, month_end FROM incidents JOIN months USING (month))",
            "t.month_end",
        )
    return f"""
        SELECT '{source.export}' AS export, t.provider, t.council, {month(day)} AS month,
               {day} AS day, CAST(COALESCE(b.loaded_at, s.loaded_at) AS DATE) AS loaded,
               COUNT(*) AS rows
        FROM {table} AS t
        JOIN submission s ON s.submission_id = t.submission_id
        JOIN ({JOINED}) AS joined ON joined.provider = t.provider
         AND joined.export = '{source.export}'
        LEFT JOIN brought b ON b.export = '{source.export}'
         AND b.submission_id = t.submission_id AND b.row_number = t.row_number
        WHERE {month(day)} >= joined.month
        GROUP BY 2, 3, 4, 5, 6
    """
