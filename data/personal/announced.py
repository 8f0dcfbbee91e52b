"""Headings that announce personal data: what no look at the values can tell, such as names."""

from data.headings import words_of

BIRTH = frozenset(["dob", "birth", "birthday", "birthdate", "born", "dateofbirth"])
_CONTACT = (
    "phone phones telephone tel telno mobile mob email emails emailaddress landline "
    "whatsapp phonenumber mobileno mobilenumber homephone"
)
CONTACT = frozenset(_CONTACT.split())
_ADDRESS = "address addresses addr homeaddress postcode postal street uprn"
ADDRESS = frozenset(_ADDRESS.split())
NOT_OF_A_PERSON = frozenset(["ip", "web", "url", "mac"])
_NAME = (
    "forename forenames surname surnames firstname lastname fullname middlename initials "
    "alias aliases nickname maiden aka knownas"
)
NAME = frozenset(_NAME.split())
NAMED = frozenset(("name", "names"))
_ORGANISED = (
    "service services project team organisation organization org agency council area "
    "authority programme program system file sheet column field hub division office court "
    "unit department provider group list event type category stage status course"
)
ORGANISED = frozenset(_ORGANISED.split())
"""With one of these, a name is no person's: "Service name"."""
NUMBER = frozenset(["chi", "nino", "nhs", "passport"])
_FREE_TEXT = "notes note comment comments narrative description remarks circumstances freetext"
FREE_TEXT = frozenset(_FREE_TEXT.split())

BY_HEADING = "announced by its heading"
"""Reported, and counted as no hit: a heading says what a column is for, not what its rows hold."""


def announced(heading: str) -> str | None:
    """The kind of personal data that a heading announces, in words; None for none."""
    words = words_of([heading])
    for kind, announces in (
        ("date of birth", _birth),
        ("contact details", _contact),
        ("address", _address),
        ("name", _name),
        ("personal number", _number),
        ("free text", lambda words: bool(words & FREE_TEXT) or {"free", "text"} <= words),
    ):
        if announces(words):
            return f"{kind}, {BY_HEADING}"
    return None


def _birth(words: frozenset[str]) -> bool:
    return bool(words & BIRTH) or {"d", "o", "b"} <= words


def _contact(words: frozenset[str]) -> bool:
    how = {"number", "no", "detail", "details", "info"}
    return (
        bool(words & CONTACT)
        or ("contact" in words and bool(words & how))
        or {
            "e",
            "mail",
        }
        <= words
    )


def _address(words: frozenset[str]) -> bool:
    told = bool(words & ADDRESS) or {"post", "code"} <= words
    return told and not words & NOT_OF_A_PERSON


def _name(words: frozenset[str]) -> bool:
    return bool(words & NAME) or (bool(words & NAMED) and not words & ORGANISED)


def _number(words: frozenset[str]) -> bool:
    insured = {"national", "insurance"} <= words or (
        "ni" in words and bool(words & {"number", "no"})
    )
    return bool(words & NUMBER) or insured
