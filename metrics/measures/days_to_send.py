"""Working days from the incident to the referral, as a histogram."""

from metrics.definitions.day_bands import day_band
from metrics.measure import Measure

MEASURE = Measure(
    id="days_to_send",
    name="Days from incident to referral",
    kind="count",
    numerator="referrals with both the incident's date and their own",
    reads=("referrals",),
    dimensions=("days",),
    sql=f"""
        SELECT r.referral_date AS day, r.council,
               {day_band("later.number - earlier.number")} AS days,
               1 AS numerator, CAST(NULL AS INTEGER) AS denominator
        FROM referrals r
        JOIN working_days earlier ON earlier.day = r.incident_date
        JOIN working_days later ON later.day = r.referral_date
    """,
)
