"""Incidents: one row per month and council, the two denominators."""

from data.export import Column, Export

EXPORT = Export(
    name="incidents",
    title="Incidents",
    grain="one row per month and council",
    key=("month", "council"),
    day="month",
    one_provider=True,
    columns=(
        Column("month", "month", "The month.", required=True, not_future=True),
        Column("council", "council", "The council area.", required=True),
        Column(
            "concern_reports_total",
            "whole",
            "Concern reports on the interim Vulnerable Persons Database, every vulnerability.",
        ),
        Column("domestic_abuse_incidents", "whole", "Domestic abuse incidents."),
        Column(
            "high_risk_domestic_abuse_incidents",
            "whole",
            "Of them, at high risk.",
            part_of="domestic_abuse_incidents",
        ),
        Column(
            "source_system",
            "code",
            "Where they were counted.",
            allowed=("ivpd", "crime_management"),
        ),
        Column("definition_version", "edition", "The counting rules' edition."),
    ),
)
