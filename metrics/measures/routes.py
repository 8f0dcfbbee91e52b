"""Routes: who refers to whom, as sender>receiver."""

from metrics.measure import Measure, PartOf


def sender(route: str) -> str:
    """Who sends on a route."""
    return route.partition(">")[0]


def service(route: str) -> str:
    """Who receives on a route."""
    return route.rpartition(">")[2]


MEASURE = Measure(
    id="routes",
    name="Routes",
    kind="count",
    numerator="referrals, by who sent them to whom",
    reads=("referrals",),
    dimensions=("route",),
    offered=("all", "route"),
    part_of=(
        PartOf("referrals"),
        PartOf("referrals", dimension="from_org", own_dimension="route", category=sender),
        PartOf("referrals", dimension="to_org", own_dimension="route", category=service),
    ),
    sql="""
        SELECT referral_date AS day, council, from_org || '>' || to_org AS route,
               1 AS numerator, CAST(NULL AS INTEGER) AS denominator
        FROM referrals
    """,
)
