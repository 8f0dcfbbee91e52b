"""Findings of the validity rules: how many events meet each rule."""

from metrics.definitions.basis_rules import JUDGED
from metrics.measure import Measure

MEASURE = Measure(
    id="basis_findings",
    name="Findings of the validity rules",
    kind="count",
    numerator="shared events whose lawful basis is invalid, or worth asking about, by the first "
    "rule they meet",
    reads=("sharing_events", "referrals"),
    dimensions=("rule",),
    sql=f"""
        SELECT day, council, finding AS rule, 1 AS numerator,
               CAST(NULL AS INTEGER) AS denominator
        FROM ({JUDGED}) AS judged
        WHERE finding IS NOT NULL
    """,
)
