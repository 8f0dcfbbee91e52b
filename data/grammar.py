"""Small rules that sentences follow: capitals, numbers with their nouns, names in a row."""

from collections.abc import Sequence

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
ORDINALS = tuple(_ORDINALS.split())


def capital(text: str) -> str:
    """The text as a sentence begins; only its first letter changes."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """The text as it goes on within a sentence; only its first letter changes."""
    return text[:1].lower() + text[1:]


def plural(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 month, 2 months."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: list[str]) -> str:
    """Names as people list them: a, b and c."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def together(numbers: Sequence[int]) -> str:
    """Row numbers in order, three and more that follow each other as one: 1 to 3, 5 and 6."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [
        told
        for run in runs
        for told in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run))
    ]
    return listed(said)


def ordinal(place: int) -> str:
    """Of a place that is counted from 0."""
    if place < len(ORDINALS):
        return ORDINALS[place]
    number = place + 1
    teen = 10 < number % 100 < 20
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
