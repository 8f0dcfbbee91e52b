"""What came of asking for a release or a rollback, in sentences for whoever asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from data.grammar import plural
from data.publish import IN_PLACES

State = Literal["published", "held back", "nothing new", "not built"]
EXIT_CODES: Mapping[State, int] = {
    "published": 0,
    "nothing new": 0,
    "held back": 1,
    "not built": 2,
}
WITHHELD = 1
MOST = 5
"""Checks named after a release; the Checks page has them all."""
Manifest = Mapping[str, Any]


@dataclass(frozen=True)
class Outcome:
    """The state things are in, the release it is about, and sentences that say so."""

    state: State
    release_id: str | None
    sentences: tuple[str, ...]
    withheld: bool = False
    """Whether numbers of some areas are withheld in a release that went out."""

    @property
    def exit_code(self) -> int:
        """0 done, 1 built but held back or with numbers withheld, 2 nothing could be done."""
        return EXIT_CODES[self.state] or WITHHELD * self.withheld


def published(manifest: Manifest, unused: Iterable[str] = ()) -> Outcome:
    """A release went out. `unused` are ids that were accepted without need."""
    return Outcome(
        "published",
        manifest["release_id"],
        (
            f"Release {manifest['release_id']} is published, with data as at {manifest['as_at']}.",
            *_sample(manifest),
            *_replaced(manifest),
            _checks(manifest),
            *_named(manifest),
            *_gated(manifest),
            *(
                f"{each} was accepted, but it is not a critical check that failed."
                for each in unused
            ),
        ),
        withheld=bool(manifest.get("gates")),
    )


def held_back(manifest: Manifest, still: str | None, *, again: bool = False) -> Outcome:
    """A release failed critical checks; `still` is the one that stays published."""
    checks = manifest["withheld"]
    since = "Nothing has changed since r" if again else "R"
    accept = "".join(f" --accept {each} --because REASON" for each in checks)
    return Outcome(
        "held back",
        manifest["release_id"],
        (
            f"{since}elease {manifest['release_id']} was built and held back, "
            f"because {_critical(len(checks))}: {', '.join(checks)}.",
            _checks(manifest),
            *_named(manifest, "The Load exports page says where the critical ones fail."),
            f"Release {still} stays published." if still else "Nothing is published yet.",
            "Load corrected exports and release again, or publish it all the same, with a reason: "
            f"python -m data release{accept}",
        ),
    )


def nothing_new(manifest: Manifest) -> Outcome:
    """The published release already says all there is to say."""
    release_id = manifest["release_id"]
    return Outcome(
        "nothing new",
        release_id,
        (f"Nothing has changed since release {release_id}, which stays published.",),
    )


def set_aside(manifest: Manifest, still: str) -> Outcome:
    """Nothing has changed since a release that somebody rolled back from."""
    release_id = manifest["release_id"]
    return Outcome(
        "nothing new",
        still,
        (
            f"Nothing has changed since release {release_id}, which was rolled back; "
            f"release {still} stays published.",
            f"To publish {release_id} again: python -m data rollback {release_id}",
        ),
    )


def nothing_to_release() -> Outcome:
    """No submission has an accepted row."""
    return not_built(
        "There are no accepted rows to release. Load exports first: python -m data load PATH"
    )


def not_built(sentence: str) -> Outcome:
    """Nothing could be done, and why."""
    return Outcome("not built", None, (sentence,))


def _sample(manifest: Manifest) -> list[str]:
    return ["It is made of sample data: not real."] if manifest["sample"] else []


def _replaced(manifest: Manifest) -> list[str]:
    """Rows that are in no number of the release, and why; nothing when there are none."""
    made_of = manifest.get("submissions", ())
    replaced = sum(each.get("superseded", 0) for each in made_of)
    taken_back = sum(len(each.get("taken_back", ())) for each in made_of)
    again = [each for each in manifest.get("left_out", ()) if each["because"] != "sample"]
    which = ", or taken back" if taken_back else ""
    said = [f"Rows replaced by rows of later files{which}: {replaced:,}."] if replaced else []
    if taken_back:
        said.append(f"Rows of files that were taken back: {taken_back:,}.")
    if again:
        said.append(f"Earlier readings of files that were read again, left out: {len(again):,}.")
    return said


def _gated(manifest: Manifest) -> list[str]:
    """Which critical checks withhold numbers of some areas though the release went out."""
    gates = manifest.get("gates", {})
    if not gates:
        return []
    told = "; ".join(f"{id} {_where(areas)}" for id, areas in gates.items())
    return [
        f"Some numbers are withheld where a critical check failed: {told}. The Checks page says "
        "what to do."
    ]


def _where(areas: str | int) -> str:
    """Where a check fails; releases of an earlier version say only in how many council areas."""
    return areas if isinstance(areas, str) else f"in {plural(areas, 'council area')}"


def _checks(manifest: Manifest) -> str:
    checks = manifest["checks"]
    accepted = f", {len(manifest['accepted'])} of them accepted" if manifest["accepted"] else ""
    told = (
        f"{checks['passed']} checks passed, {checks['failed']} failed "
        f"and {checks['errored']} could not be run{accepted}."
    )
    nothing = checks.get("nothing to check", 0)
    return told + (f" {nothing} had nothing to check: their export has no rows." if nothing else "")


def _named(manifest: Manifest, where: str = "The Checks page says what to do.") -> list[str]:
    """The checks that did not hold, the gravest first, up to MOST of them."""
    found = manifest.get("not_held", ())
    if not found:
        return []
    told = [f"{each['check_id']} ({_severity(each)})" for each in found[:MOST]]
    more = f" and {len(found) - MOST} more" if len(found) > MOST else ""
    return [f"Not passed: {', '.join(told)}{more}. {where}"]


def _severity(check: Mapping[str, str]) -> str:
    how = {"errored": ", could not be run", IN_PLACES: ", in some council areas only"}
    return check["severity"] + how.get(check["outcome"], "")


def _critical(number: int) -> str:
    return "a critical check failed" if number == 1 else f"{number} critical checks failed"
