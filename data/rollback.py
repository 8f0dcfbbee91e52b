"""Publish an earlier release again: one switch, nothing is built."""

from data import outcome
from data.outcome import Outcome
from data.store import Store
from data.work import locked


def rollback(store: Store, release_id: str) -> Outcome:
    """Publish a release that was published before, or that was rolled back from.

    Everything newer is set aside: releasing again says so, until there is something new to say.
    """
    with locked(store.root / "release.lock"):
        known = store.release_ids()
        if release_id not in known:
            listed = ", ".join(known) or "none yet"
            return outcome.not_built(f"There is no release of that name. Releases: {listed}.")
        manifest = store.manifest(release_id)
        if manifest["withheld"]:
            return outcome.not_built(
                f"Release {release_id} was held back by its checks, so it cannot be published."
            )
        newest = [each for each in known if not store.manifest(each)["withheld"]][-1]
        store.publish(release_id, instead_of=newest if newest != release_id else None)
        return outcome.published(manifest)
