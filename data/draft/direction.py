"""Which of two organisations a heading means: who sends, or who it is sent to."""

import re

from data.headings import NEW_WORD

_FROM = "from by source sender sending referrer referring origin originating holder held"
FROM = frozenset(_FROM.split())
_TO = "to with recipient receiving receiver destination service provider advocacy group support"
TO = frozenset(_TO.split())
_OTHER = (
    "worker officer person contact caseworker advocate staff user "
    "moved transfer transferred area council authority division date time day"
)
OTHER = frozenset(_OTHER.split())
"""With one of these, a heading means somebody who works there or is helped, a place or a day."""
TAKES_IN = frozenset(["received", "accepted", "taken"])
"""With one of these, "by" is who it was sent to."""


def direction(heading: str) -> str:
    """The column from_org or to_org; nothing where the heading does not tell."""
    words = re.findall(r"[^\W\d_]+", NEW_WORD.sub(" ", heading).casefold())
    told = set(words)
    if told & OTHER:
        return ""
    if told & TAKES_IN and "by" in told:
        return "to_org"
    # "Referring service" and "Service referred by" are who sends, though both say service
    if told & FROM:
        return "" if "to" in told else "from_org"
    return "to_org" if told & TO else ""
