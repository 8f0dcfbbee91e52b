"""Working days from the referral to the first contact, as a histogram."""

from metrics.definitions.day_bands import day_band
from metrics.measure import Measure

MEASURE = Measure(
    id="days_to_contact",
    name="Days from referral to first contact",
    kind="count",
    numerator="referrals followed by a first contact",
    reads=("referrals",),
    dimensions=("days",),
    sql=f"""
        SELECT r.referral_date AS day, r.council,
               {day_band("later.number - earlier.number")} AS days,
               1 AS numerator, CAST(NULL AS INTEGER) AS denominator
        FROM referrals r
        JOIN working_days earlier ON earlier.day = r.referral_date
        JOIN working_days later ON later.day = r.first_contact_date
    """,
)
