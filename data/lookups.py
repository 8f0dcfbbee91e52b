"""Finds the code of a council, division or organisation from however a provider writes it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from data.engine import Connection, insert, quoted
from data.reference import register as known_organisations
from data.reference import rows, several

# Each list kind is looked up in the names of its single kind.
NAMES_OF = {
    "council": "council",
    "councils": "council",
    "division": "division",
    "organisation": "organisation",
    "organisations": "organisation",
}
LISTS = ("councils", "organisations")
CODE, OLD_CODE, NAME, VARIANT = "current code", "superseded code", "name", "variant"
HOW = (NAME, CODE, OLD_CODE, VARIANT)
"""Ways to be resolved; a text that is an organisation's name and its code is its name."""
AROUND_COUNCIL = ("the", "of", "city", "council", "comhairle", "baile", "area")
AROUND_DIVISION = ("the", "division")
"""Words around a name that are no part of it: Edinburgh, City of is Edinburgh."""
A_COUNCIL = "(^| )(council|comhairle)( |$)"


def fill_names(connection: Connection, register: Iterable[Mapping[str, str]] | None = None) -> None:
    """Make `names`, a code for each kind and key, and `spelled`, each known way to write it.

    names: kind, key, code. spelled: kind, folded text, key, code, how (one of HOW). A text that has
    the key but is spelled in no known way is a variant.
    register: the lines of the register of organisations; data.reference's when None.
    """
    texts = ", ".join(f"{name} VARCHAR" for name in ("kind", "text", "code", "how"))
    connection.execute(f"CREATE TEMP TABLE found ({texts})")
    lines = known_organisations() if register is None else register
    insert(connection, "found", list(_names(lines)))
    kinds = dict.fromkeys(NAMES_OF.values())
    cases = " ".join(f"WHEN '{kind}' THEN {key_sql(kind, 'text')}" for kind in kinds)
    connection.execute(f"""
        CREATE TABLE spelled AS
        SELECT kind, {folded_sql("text")} AS folded, CASE kind {cases} END AS key, code,
               arg_min(how, list_position([{", ".join(map(quoted, HOW))}], how)) AS how
        FROM found GROUP BY ALL""")
    connection.execute("CREATE TABLE names AS SELECT DISTINCT kind, key, code FROM spelled")
    connection.execute("CREATE TABLE division_of (council_code VARCHAR, division_code VARCHAR)")
    divisions = [(each["council_code"], each["division_code"]) for each in rows("councils")]
    insert(connection, "division_of", divisions)


def known_texts(kind: str) -> Iterator[str]:
    """Every known way to write a council, division or organisation; kind: of a column."""
    return (text for of, text, *_ in _names(known_organisations()) if of == NAMES_OF[kind])


def folded_sql(text: str) -> str:
    """A SQL expression: the text without case, accents and punctuation; & is and."""
    plain = f"replace(strip_accents(lower({text})), '&', ' and ')"
    joined = f"regexp_replace({plain}, '[''\\x{{2019}}]', '', 'g')"  # Women's is Womens
    return f"trim(regexp_replace({joined}, '[^a-z0-9]+', ' ', 'g'))"


def key_sql(kind: str, text: str) -> str:
    """A SQL expression: what two texts have in common when they name the same thing of a kind."""
    folded = folded_sql(text)
    if kind == "council":
        return _core_sql(folded, AROUND_COUNCIL)
    if kind == "division":
        return _core_sql(folded, AROUND_DIVISION)
    council = f"'council ' || {_core_sql(folded, AROUND_COUNCIL)}"
    other = f"regexp_replace({folded}, '^the ', '')"
    return f"CASE WHEN regexp_matches({folded}, '{A_COUNCIL}') THEN {council} ELSE {other} END"


def _core_sql(folded: str, around: Sequence[str]) -> str:
    """The words of a name in order of the alphabet, without those around it."""
    words = f"string_split({folded}, ' ')"
    kept = f"list_filter({words}, lambda w: w NOT IN ({', '.join(map(quoted, around))}))"
    return f"array_to_string(list_sort({kept}), ' ')"


def _names(register: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, str, str, str]]:
    """Every (kind, text, code, how) that a provider may mean."""
    for row in rows("councils"):
        code, old = row["council_code"], several(row["superseded_codes"])
        variants = [*several(row["name_variants"]), *several(row["gaelic_names"])]
        yield from (("council", text, code, OLD_CODE) for text in old)
        yield "council", code, code, CODE
        yield "council", row["council_name"], code, NAME
        yield from (("council", text, code, VARIANT) for text in variants)
        yield from (("organisation", text, code, OLD_CODE) for text in old)
        yield from (("organisation", f"{text} Council", code, VARIANT) for text in variants)
    for row in rows("divisions"):
        code = row["division_code"]
        yield from (("division", text, code, CODE) for text in (code, row["letter"]))
        yield "division", row["division_name"], code, NAME
    for line in register:
        code = line["org_code"]
        yield "organisation", code, code, CODE
        yield "organisation", line["org_name"], code, NAME
        yield from (
            ("organisation", each, code, VARIANT) for each in several(line["name_variants"])
        )
