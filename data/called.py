"""Which check, or which system and export, a person means by what they call it."""

from data import names
from data.export import exports
from expectations.suite import suites

LISTED = "The Checks page and its table list the id and title of every check."


def check_id(asked: str) -> str:
    """The id of the check meant, by its id, its title or a beginning. Raises UnclearError."""
    known = {each.id: [each.title] for suite in suites(exports()) for each in suite.checks}
    return names.pick(asked, known, "check", listed=LISTED)


def system(asked: str) -> str:
    """PROVIDER or PROVIDER:EXPORT, each by its name, title or beginning. Raises UnclearError."""
    who, colon, what = asked.partition(":")
    if not colon:
        return names.provider(who)
    export = names.pick(what, {name: [each.title] for name, each in exports().items()}, "export")
    return f"{names.provider(who)}:{export}"
