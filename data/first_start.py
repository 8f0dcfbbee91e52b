"""The first start: sample exports written, loaded as anyone's are, and published."""

import shutil

from data.examiner import examiner
from data.generator import sample
from data.load import load
from data.outcome import Outcome, not_built, nothing_new
from data.progress import Tell, part, silent
from data.reference_key import outdated
from data.release import release
from data.rows import used
from data.store import Store
from data.work import building, locked


def first_start(store: Store, *, rows: int | None = None, tell: Tell = silent) -> Outcome:
    """Publish sample data, unless something is published already. Waits for another first start.

    Samples from before references were hashed are written, loaded and published again.

    Samples are written afresh even where some are loaded, since a first start that died may have
    loaded only part of them; those already there change nothing. Real exports are never mixed in.
    `rows` is about how many rows the sample exports have in all; None for the full set.
    """

    def waiting() -> None:
        tell("first-start", 0.0, "waiting for another first start to finish")

    with locked(store.root / "setting-up.lock", waiting):
        published = store.published()
        if published is not None and not _outdated(store):
            return nothing_new(store.manifest(published))
        with examiner() as examine:  # started now, it is ready when the release asks for it
            if all(receipt["sample"] for receipt in store.receipts()):
                refused = _load_samples(store, rows, tell)
                if refused:
                    return not_built(refused)
            return release(store, tell=part(tell, 0.6, 1.0), examine=examine)


def _load_samples(store: Store, rows: int | None, tell: Tell) -> str:
    """Write and load the sample exports. Returns what went wrong, in a sentence, or nothing."""
    with building(store) as folder:
        sample(folder, rows, progress=part(tell, 0.0, 0.3))
        # in the order of their names, so that every first start says the same
        found = load(store, sorted(folder.iterdir()), tell=part(tell, 0.3, 0.6))
        _clear({each.path.name for each in found if each.state != "refused"}, store)
    return " ".join(each.sentence for each in found if each.state == "refused")


def _outdated(store: Store) -> bool:
    """Whether all is samples, and some hold references that are not hashed as now."""
    receipts = store.receipts()
    return all(each["sample"] for each in receipts) and bool(outdated(used(receipts)))


def _clear(names: set[str], store: Store) -> None:
    """Delete older samples of these names that would join with nothing."""
    for each in outdated(store.receipts()):
        if each["sample"] and each["file_name"] in names:
            shutil.rmtree(store.submissions / each["submission_id"])
