"""The recipe for a release: rows, measures, protection, expectations, then one atomic switch."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from data import outcome, publish
from data.account import accounts, left_out
from data.calendar import NoDayError, add_calendar
from data.engine import build
from data.examiner import Examine, ExaminerError, Findings, examiner
from data.export import exports
from data.filled import add_filled
from data.fingerprint import edition, fingerprint
from data.outcome import Outcome
from data.progress import Tell, silent
from data.reconcile import reconcile
from data.reference_key import KeyProblemError, check_hashed
from data.regimes import Edition, add_regimes, current
from data.rows import Receipt, add_rows, used
from data.settings import settings
from data.store import Store
from data.work import building, locked, settle
from metrics.derived import add_derived
from metrics.measure import measures
from metrics.protection.less import DisclosiveError
from metrics.protection.protect import protect
from metrics.quality.build import add_quality
from metrics.quality.files import protect_files
from metrics.quality.protect import protect_quality
from metrics.roll_up import roll_up
from metrics.standing import add_standing

NAMED = ("submission_id", "sha256", "file_name", "taken_back")
"""What a manifest repeats of a receipt, so that a published number leads back to its files."""


def release(
    store: Store,
    *,
    accept: Mapping[str, str] | None = None,
    tell: Tell = silent,
    examine: Examine | None = None,
) -> Outcome:
    """Build a release of all that the store holds, and publish it.

    `accept` gives a steward's reason for the id of each critical check that may fail. When any
    other critical check fails, or cannot be run, the release is kept but held back and the
    published one stays. `examine` is an examiner that was started earlier; one is started when
    it is None. Waits while another process makes a release.
    """

    def waiting() -> None:
        tell("release", 0.0, "waiting for another release to finish")

    with locked(store.root / "release.lock", waiting):
        receipts = used(store.receipts())
        if not any(receipt["accepted"] for receipt in receipts):
            return outcome.nothing_to_release()
        try:
            check_hashed(receipts)
        except KeyProblemError as problem:
            return outcome.not_built(str(problem))
        regimes = current(store)
        made_of = fingerprint(receipts, settings(), regimes)
        known = _known(store, made_of, accept or {})
        if known is not None:
            return known
        try:
            return _release(store, made_of, receipts, regimes, accept or {}, tell, examine)
        except NoDayError:
            return outcome.nothing_to_release()
        except (DisclosiveError, ExaminerError) as error:
            return outcome.not_built(str(error))


def _known(store: Store, made_of: str, accept: Mapping[str, str]) -> Outcome | None:
    """What to say when a release of just this exists already; None when one must be built."""
    manifests = [store.manifest(each) for each in reversed(store.release_ids())]
    same = {each["release_id"]: each for each in manifests if each["fingerprint"] == made_of}
    published, set_aside = store.published(), store.set_aside()
    if published in same:
        return outcome.nothing_new(same[published])
    if set_aside in same and published:
        return outcome.set_aside(same[set_aside], published)
    for manifest in same.values():
        if not manifest["withheld"]:  # built by a process that died before the switch
            return _switch(store, manifest)
        if not set(manifest["withheld"]) <= accept.keys():
            return outcome.held_back(manifest, published, again=True)
    return None


def _switch(store: Store, manifest: Mapping[str, Any], unused: Sequence[str] = ()) -> Outcome:
    if manifest["withheld"]:
        return outcome.held_back(manifest, store.published())
    store.publish(manifest["release_id"])
    return outcome.published(manifest, unused)


def _release(
    store: Store,
    made_of: str,
    receipts: Sequence[Receipt],
    regimes: Edition,
    accept: Mapping[str, str],
    tell: Tell,
    examine: Examine | None,
) -> Outcome:
    """Build aside, move into place, switch."""
    with ExitStack() as stack:
        examine = examine or stack.enter_context(examiner())
        folder = stack.enter_context(building(store))
        manifest = _build(store, folder, receipts, regimes, accept, tell, examine)
        publish.write_manifest(folder, {**manifest, "fingerprint": made_of})
        settle(folder, store.releases / manifest["release_id"])
    return _switch(store, manifest, sorted(accept.keys() - manifest["accepted"].keys()))


def _build(
    store: Store,
    folder: Path,
    receipts: Sequence[Receipt],
    regimes: Edition,
    accept: Mapping[str, str],
    tell: Tell,
    examine: Examine,
) -> dict[str, Any]:
    """Build the three databases of a release in a folder. Returns its manifest."""
    tell("release", 0.0, "putting rows together")
    as_at, sizes, accounted = _put_together(folder, receipts, store.submissions, regimes)
    with ThreadPoolExecutor(max_workers=1) as beside:
        checking = beside.submit(examine, folder / "rows.duckdb")
        tell("release", 0.2, "counting, and checking expectations beside it")
        _count(folder)
        tell("release", 0.5, "protecting small numbers")
        protection = _protect(folder)
        tell("release", 0.7, "checking expectations")
        found = checking.result()
    manifest = _manifest(store, receipts, accept, found) | {
        "as_at": as_at.isoformat(),
        "gates": publish.gated(found.gate, as_at),
        "rows": sizes,
        "submissions": [
            {name: each[name] for name in NAMED if name in each} | accounted[each["submission_id"]]
            for each in receipts
        ],
        "left_out": left_out(store.receipts(), receipts),
        "regimes": {"edition": regimes.number, "made_at": regimes.made_at, "by": regimes.by},
        "protection": protection,
    }
    quality = _describe(store, folder, manifest, found)
    tell("release", 1.0, "built")
    return manifest | {"protection_of_quality": quality}


def _put_together(
    folder: Path, receipts: Sequence[Receipt], submissions: Path, regimes: Edition
) -> tuple[date, dict[str, int], dict[str, dict[str, int]]]:
    """Fill rows.duckdb. Returns as_at, the rows of every table, and what became of each file's."""
    with closing(build(folder / "rows.duckdb")) as connection:
        add_rows(connection, exports(), receipts, submissions)
        add_regimes(connection, regimes)
        reconcile(connection, exports()["referrals"])
        add_filled(connection, receipts, submissions)
        return add_calendar(connection), publish.sizes(connection), accounts(connection)


def _count(folder: Path) -> None:
    """Fill exact.duckdb with what is counted from rows.duckdb, which the checks read meanwhile."""
    with publish.attached(folder, writes=("exact",), reads=("rows",)) as connection:
        connection.execute("USE rows")
        roll_up(connection, measures().values())
        add_derived(connection, measures().values())
        add_quality(connection)
        publish.copy_counted(connection)
        add_standing(connection, settings())


def _protect(folder: Path) -> dict[str, int]:
    """Fill protected.measure and protected.standing. Returns how the attack on them went.

    Raises DisclosiveError.
    """
    with publish.attached(folder, writes=("protected",), reads=("exact",)) as connection:
        return asdict(protect(connection, settings()))


def _manifest(
    store: Store, receipts: Sequence[Receipt], accept: Mapping[str, str], found: Findings
) -> dict[str, Any]:
    now = datetime.now(UTC)
    failing = publish.failing(found.outcomes)
    return {
        "release_id": publish.next_id(store, now.date()),
        "built_at": now.isoformat(timespec="microseconds"),
        "sample": any(receipt["sample"] for receipt in receipts),
        "checks": publish.verdicts(found.outcomes),
        "not_held": publish.not_held(found.outcomes),
        "withheld": [each for each in failing if each not in accept],
        "accepted": {each: accept[each] for each in failing if each in accept},
    }


def _describe(
    store: Store, folder: Path, manifest: Mapping[str, Any], found: Findings
) -> dict[str, int]:
    """Fill the tables that stand beside `measure`, in both databases.

    Returns how the attack on those of quality went. Raises DisclosiveError.
    """
    earlier = store.release_ids()
    before = store.releases / earlier[-1] / "exact.duckdb" if earlier else None
    with publish.attached(folder, writes=("exact", "protected")) as connection:
        publish.add_checks(connection, found.outcomes, found.gate, found.rows)
        publish.add_history(connection, before, manifest)
        publish.add_facts(connection, manifest, settings(), edition(measures().values()))
        publish.protect_tables(connection)
        return asdict(
            protect_files(connection, settings()) + protect_quality(connection, settings())
        )
