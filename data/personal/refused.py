"""Says what a provider must change when too many rows of a file hold personal data."""

from collections.abc import Collection, Mapping

from data.grammar import plural
from data.personal import chi
from data.personal.aside import is_elsewhere

FEW = 2
"""One row is never too many: in a small file it would be over any share."""
BY_CHANCE = (
    "Should its own numbers of ten digits only look like CHI numbers, as one in 300 does by "
    "chance, two more digits before each of them, always the same, tell them apart."
)
Report = Mapping[str, Mapping[str, int]]


def too_many(hit: int, rows: int, share: float) -> bool:
    """Whether so many of a file's rows hold personal data that none of it may be taken."""
    return hit >= FEW and hit > share * rows


def advice(report: Report, hit: int, rows: int, share: float, declared: Collection[str]) -> str:
    """What was found where, and what to do, after the file's name. `declared` are kept columns."""
    found = ". ".join(f"In {place}: {told(kinds)}" for place, kinds in report.items())
    return (
        f"was refused, and nothing of it is kept: {hit:,} of its {rows:,} rows hold what tells who "
        f"somebody is, and no more than {100 * share:.3g} % may. "
        f"{found}. {to_do(report, declared)}"
    )


def told(kinds: Mapping[str, int]) -> str:
    """Kinds and how many rows have them."""
    return "; ".join(f"{kind} ({plural(rows, 'row')})" for kind, rows in kinds.items())


def to_do(report: Report, declared: Collection[str]) -> str:
    """What the provider should change."""
    beside = [place for place in report if is_elsewhere(place)]
    leave = [place for place in report if place not in (*declared, *beside)]
    clean = [place for place in report if place in declared]
    parts = [f"leave out {_listed(leave)}"] if leave else []
    if clean:
        parts.append(f"send nothing but references, codes and dates in {_listed(clean)}")
    if beside:
        parts.append(f"take all that tells who somebody is out of {_listed(beside)}")
    said = f"Ask the provider to {', and to '.join(parts)}, and to export the file again."
    return f"{said} {BY_CHANCE}" if any(chi.KIND.name in report[each] for each in clean) else said


def _listed(places: Collection[str]) -> str:
    return " and ".join(filter(None, (", ".join([*places][:-1]), [*places][-1])))
