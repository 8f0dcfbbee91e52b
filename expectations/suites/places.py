"""Who and where: a row's places and organisations go together."""

from collections.abc import Iterator

from data.export import exports
from expectations.check import Check, Suite
from expectations.tables import month_of, table_of


def _checks() -> Iterator[Check]:
    for export in exports().values():
        names = {each.name for each in export.kept}
        if {"council", "division"} <= names:
            yield _division(export.name)
        if {"from_org", "to_org"} <= names:
            yield _another(export.name)


def _division(name: str) -> Check:
    """Where no division is sent it is worked out, so only one that was sent can contradict."""
    export = exports()[name]
    return Check(
        id=f"{name}.division.of_council",
        title=f"{export.title}: the police division is the one that the council area lies in",
        hint="Rows count in their council area and in its division, whatever division was sent. "
        "Ask the provider which of the two is right: where it is the division, they count in a "
        "wrong area.",
        for_provider="Compare the council area with the division: one of them is wrong. Put it "
        "right and send the row again, or leave the division out.",
        export=name,
        severity="warning",
        rows=f"(SELECT * FROM {table_of(export)} WHERE division IS NOT NULL)",
        # a code that is no division, or no council, fails checks of its own
        wrong="""division IN (SELECT area_code FROM area WHERE area_type = 'division')
            AND council IN (SELECT council FROM area)
            AND (council, division) NOT IN (
                SELECT (council, area_code) FROM area WHERE area_type = 'division'
            )""",
        month=month_of(export),
    )


def _another(name: str) -> Check:
    export = exports()[name]
    return Check(
        id=f"{name}.to_org.another",
        title=f"{export.title}: who sends and who receives are two organisations",
        hint="Look whether the profile fixes one of the two, or whether their headings are "
        "swapped with others; else ask the provider who sent these. What an organisation passes on "
        "within itself is not shared with anybody.",
        for_provider="The same organisation stands as sender and as receiver. Send the one that "
        "the information came from and the one that it went to, and leave out what stays within "
        "one organisation.",
        export=name,
        severity="warning",
        rows=table_of(export),
        wrong="from_org = to_org",
        month=month_of(export),
    )


SUITE = Suite(name="places", title="Places and organisations go together", checks=tuple(_checks()))
