"""What a person may call a provider, an area or a check: its code, its name, or a beginning of it.

A beginning counts where only one has it; near misses are suggested and never taken.
"""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from data.profile import Profile, plain, profiles, unsound_of
from data.reference import SCOTLAND, area_names, rows, several

MOST = 12
"""Names that are listed; of more, where to find them."""
LIKE, SUGGESTED = 0.75, 3
Options = Mapping[str, Sequence[str]]
"""Code to the names of the same thing, the one to show first."""


class UnclearError(Exception):
    """Not one thing is called that: says which there are, and never repeats what was asked."""


def provider(asked: str) -> str:
    """The provider meant, by its short name or its system's title. Raises UnclearError."""
    try:
        return pick(asked, _titles(profiles()), "provider")
    except UnclearError:
        if problem := unsound_of(asked):
            raise UnclearError(f"{problem}\nWhen that is put right, ask again.") from None
        raise


def council(asked: str) -> str:
    """The code of the council area meant, by code, name or known variant. Raises UnclearError."""
    names = ("council_name", "name_variants", "gaelic_names", "superseded_codes")
    found = {
        row["council_code"]: [each for name in names for each in several(row[name])]
        for row in rows("councils")
    }
    return pick(asked, found, "council area")


def division(asked: str, *, whole: str) -> str:
    """The code of the police division meant; `whole` for Scotland. Raises UnclearError."""
    found = {
        row["division_code"]: [
            row["division_name"],
            f"{row['division_name']} Division",
            row["letter"],
        ]
        for row in rows("divisions")
    }
    return pick(asked, {whole: [area_names()[SCOTLAND], SCOTLAND], **found}, "police division")


def one_of(asked: str, codes: Iterable[str], what: str) -> str:
    """The code meant of a list of codes, underscores written as anything. Raises UnclearError."""
    return pick(asked, dict.fromkeys(codes, ()), what)


def pick(asked: str, options: Options, what: str, *, listed: str = "") -> str:
    """The code of the one option meant; `listed` says where all are, when they are many.

    Raises UnclearError.
    """
    sought = plain(asked)
    names = {code: [plain(each) for each in (code, *told)] for code, told in options.items()}
    exact = [code for code, each in names.items() if sought in each]
    begun = [code for code, each in names.items() if any(name.startswith(sought) for name in each)]
    found = exact or begun if sought else []
    if len(found) == 1:
        return found[0]
    if found:
        raise UnclearError(
            f"More than one {what} is called that: {_listed(options, found)}. "
            "Give more of the name, or the code."
        )
    raise UnclearError(f"No {what} is called that. {_ways(sought, names, options, listed)}")


def _ways(sought: str, names: Mapping[str, Sequence[str]], options: Options, listed: str) -> str:
    spelled = {name: code for code, each in names.items() for name in each}
    near = get_close_matches(sought, spelled, n=SUGGESTED * 2, cutoff=LIKE)
    codes = list(dict.fromkeys(spelled[each] for each in near))[:SUGGESTED]
    if codes:
        return f"Did you mean {_listed(options, codes)}? Nothing was guessed: ask again with that."
    if listed:
        return listed
    return f"Give one of these, or a beginning that only it has: {_listed(options, list(options))}."


def _listed(options: Options, codes: Sequence[str]) -> str:
    told = [f"{options[each][0]} ({each})" if options[each] else each for each in codes]
    more = f" and {len(told) - MOST} more" if len(told) > MOST else ""
    return ", ".join(told[:MOST]) + more


def _titles(known: Mapping[str, Profile]) -> Options:
    return {name: [profile.title] for name, profile in known.items()}
