"""What the assurance returns say: who is bound by the code, and each one's latest return."""

from metrics.definitions.month_ends import MONTH_ENDS, YEAR

BOUND = """
    a.member_track <> 'none' AND COALESCE(a.member_status, 'member') IN ('member', 'suspended')
"""
"""SQL condition on `assurance a`: a member of the code. Applicants are not bound by it yet, and
those who have withdrawn no longer are; a suspended member still is."""

LATEST = f"""
    {MONTH_ENDS}, held AS (
        SELECT ends.month, a.*,
               row_number() OVER (
                   PARTITION BY ends.month, a.org ORDER BY a.period_end DESC, a.provider
               ) AS age
        FROM assurance a
        JOIN places ON places.day = a.period_end
        JOIN ends ON ends.place >= places.place AND ends.place - places.place < {YEAR}
    ), latest AS (
        SELECT * FROM held WHERE age = 1
    )
"""
"""Tables for a WITH clause; `latest` has, at the end of each month, every organisation's latest
return of the 12 months before. After that a return is too old to speak for anyone."""
