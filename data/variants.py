"""What people write for a code, or for not known, whichever system they use.

Assumed from how people write, not taken from any system's documentation. A profile's own codes and
blank words come first, so that a system may mean something else by the same text.
"""

from collections.abc import Iterator, Mapping

from data.export import Column

NOT_KNOWN = (
    *("n/a", "na", "n/k", "nk", "not known", "unknown", "not recorded", "not stated", "not given"),
    *("not available", "not applicable", "n.a.", "unk", "don't know", "blank", "empty"),
    *("null", "none", "nil", "-", "--", "tbc", "tbd", "tba", "?"),
    *("nan", "nat", "<na>", "(null)", "[null]", "<null>", "\\n", "#null!", ".", "..", "(blank)"),
)
"""Texts that mean not known, in any column: none could be a reference, which has a digit.

The word none is a code in some columns, and so means that there. Programs write those of the last
line, and na, null and none, for every empty cell, whatever its column: pandas (nan, nat, <na>),
windows on databases ((null), [null], <null>), MySQL and PostgreSQL (\\N), SPSS (#NULL!), SAS (.),
statistical offices (..) and pivot tables ((blank)).
"""
NOTHING = ("none", "nil", "-", "--")
"""Of them, texts that mean zero where things are counted: there nobody can tell."""
WRITTEN: Mapping[str, tuple[str, ...]] = {
    "yes": ("y", "true", "t"),
    "no": ("n", "false", "f"),
    "not_applicable": ("n/a", "not app"),
    "not_checked": ("unchecked", "not yet checked"),
    "standard": ("std", "s", "standard risk"),
    "medium": ("med", "m", "medium risk"),
    "high": ("h", "high risk"),
    "consent": ("6(1)(a)", "art 6(1)(a)", "article 6(1)(a)"),
    "legal_obligation": ("6(1)(c)", "art 6(1)(c)", "article 6(1)(c)"),
    "vital_interests": ("6(1)(d)", "art 6(1)(d)", "article 6(1)(d)", "vital interest"),
    "public_task": ("6(1)(e)", "art 6(1)(e)", "article 6(1)(e)", "public interest task"),
    "legitimate_interests": (
        *("6(1)(f)", "art 6(1)(f)", "article 6(1)(f)", "legitimate interest"),
    ),
    "recognised_legitimate_interest": (
        *("6(1)(ea)", "art 6(1)(ea)", "article 6(1)(ea)", "recognised legitimate interests"),
    ),
    "part3_law_enforcement": ("dpa pt3", "dpa part 3", "part 3", "part 3 law enforcement"),
    "uk_gdpr": ("gdpr",),
    "part3": ("pt3", "part 3", "dpa part 3", "law enforcement"),
    "schedule_8": ("sch 8", "sched 8"),
    "health_or_social_care": ("health and social care",),
    "safety_planning": ("safety plan",),
    "court_support": ("court",),
    "perpetrator_programme": ("programme", "perpetrator program"),
    "engaged": ("accepted", "accepted support", "support accepted"),
    "declined": ("declined support", "refused support", "support declined"),
    "no_contact": ("unable to contact", "could not contact", "not contactable"),
    "returned": ("returned to referrer", "sent back"),
    "out_of_area": ("moved away", "moved out of area"),
    "pending": ("open", "waiting", "awaiting decision"),
    "complete": ("full",),
    "partial": ("part", "in part", "incomplete"),
    "proactive": ("offered",),
    "request": ("requested", "on request"),
    "shared": ("shared in full",),
    "refused": ("withheld", "not shared"),
    "provided": ("told", "given"),
    "exempt": ("exempted", "exemption"),
    "isa": ("information sharing agreement", "sharing agreement", "data sharing agreement"),
    "dpia": ("data protection impact assessment", "impact assessment"),
    "apd": ("appropriate policy document", "policy document"),
    "ropa": ("record of processing", "record of processing activities", "processing record"),
    "in_force": ("active", "live"),
    "expired": ("lapsed",),
    "monitoring_body": ("accredited monitoring body",),
    "public_mechanism": ("public body mechanism",),
    "part3_internal": ("internal governance", "part 3 internal governance"),
    "ivpd": ("vpd", "interim vpd"),
    "crime_management": ("crime", "crime system"),
}
"""The standard's code to other texts for it, in small letters."""


def variants_of(column: Column) -> dict[str, str]:
    """What may be written for each code of a column, in small letters, to the code itself."""
    return {text: code for code in column.allowed for text in _written(code)}


def _written(code: str) -> Iterator[str]:
    yield code
    yield code.replace("_", " ")
    yield code.replace("_", "-")
    yield from WRITTEN.get(code, ())


def not_known(column: Column) -> tuple[str, ...]:
    """Texts that mean not known in a column, whoever sends it; none that is a code there."""
    taken = {*variants_of(column), *(NOTHING if column.kind == "whole" else ())}
    return tuple(text for text in NOT_KNOWN if text not in taken)
