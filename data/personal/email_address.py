"""Email addresses, also with the sign written out in brackets, as in jo (at) example.org."""

from data.engine import quoted
from data.personal.kind import Kind

AT = "(?:@| ?[\\[(] ?at ?[\\])] ?)"
ADDRESS = f'(?i)[^\\s@,;:<>()\\[\\]"]{AT}[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.[a-z]{{2,}}'


def email_sql(text: str) -> str:
    """A SQL predicate: the text expression holds an email address."""
    return f"regexp_matches({text}, {quoted(ADDRESS)})"


KIND = Kind("email address", "@|[\\[(] ?[Aa][Tt] ?[\\])]", email_sql)
