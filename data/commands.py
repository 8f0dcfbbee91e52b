"""What each command does: returns its exit code, says what happened in plain lines on stdout."""

from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from data import names, outcome, receipt_lines, regimes
from data.codes import LAWFUL_BASIS
from data.export import exports
from data.grammar import plural
from data.load import Loaded
from data.outcome import Outcome
from data.overtaken import bring_back, overtaken
from data.profile import unsound
from data.progress import progress
from data.receipts import (
    SAMPLE,
    held_back,
    latest,
    not_as_now,
    releasable,
    samples_left_out,
    taken_back,
    waiting,
)
from data.recognise import check_chosen
from data.reference_key import in_store
from data.settings import settings
from data.shortfall import as_it_stands
from data.store import Store
from data.terminal import DONE, NOTHING_DONE, SOMETHING_LEFT_OUT, say, the_store


def load(arguments: Namespace) -> int:
    """Load the files and folders named."""
    from data.called import system
    from data.load import load

    chosen = system(arguments.profile) if arguments.profile else ""
    if problem := check_chosen(chosen) if chosen else "":
        say(f"Nothing was read. {problem}")
        return NOTHING_DONE
    with progress(arguments.progress) as tell:
        found = load(the_store(), arguments.paths, profile=chosen, tell=tell)
    known = the_store().receipts()
    say(*unsound())
    for each in found:
        say(each.sentence)
        if each.state == "loaded" and each.receipt:
            told = receipt_lines.lines(as_it_stands(each.receipt, known))
            say(*(f"  {line}" for line in told))
    _say_overtaken(found, known)
    receipts = [each.receipt for each in found if each.state == "loaded" and each.receipt]
    say(*receipt_lines.meanings(receipts))
    say(*receipt_lines.next_steps(receipts))
    if not found:
        say("No files there: name at least one file, or a folder with files in it.")
    return load_code(found)


def _say_overtaken(found: Iterable[Loaded], known: Sequence[Mapping[str, Any]]) -> None:
    """Which files that were loaded before count no more, since what came later stands there."""
    before = [each.receipt for each in found if each.state == "already loaded" and each.receipt]
    gone = [each for each in before if overtaken(each, known)]
    say(*(f"{each['file_name']}: {overtaken(each, known)}" for each in gone))
    say(*bring_back(gone))


def load_code(found: Iterable[Loaded]) -> int:
    """0 all taken, 1 something refused or rejected, 2 nothing taken."""
    states = [each.state for each in found]
    if not states or set(states) == {"refused"}:
        return NOTHING_DONE
    rejected = any(
        each.state == "loaded" and each.receipt and each.receipt["rejected"] for each in found
    )
    return SOMETHING_LEFT_OUT if rejected or "refused" in states else DONE


def release(arguments: Namespace) -> int:
    """Build a release and publish it."""
    from data.called import check_id
    from data.examiner import examiner

    accept = dict(zip(map(check_id, arguments.accept), arguments.because, strict=True))
    with examiner() as examine, progress(arguments.progress) as tell:
        from data.release import release  # takes a second, which the checks' process has too

        outcome = release(the_store(), accept=accept, tell=tell, examine=examine)
    return _tell_outcome(outcome)


def rollback(arguments: Namespace) -> int:
    """Publish an earlier release again."""
    from data.rollback import rollback

    return _tell_outcome(rollback(the_store(), arguments.release))


def releases(arguments: Namespace) -> int:  # noqa: ARG001 - every command takes them
    """List every release, newest last."""
    store = the_store()
    ids = store.release_ids()
    for release_id in ids:
        say(_release_line(store, store.manifest(release_id)))
    if not ids:
        say("No releases yet: load exports, then run python -m data release.")
    return DONE


def dates(arguments: Namespace) -> int:  # noqa: ARG001 - every command takes them
    """List the dates on which divisions changed their lawful basis, and who last changed them."""
    edition = regimes.current(the_store())
    say(f"Edition {edition.number}: {edition.by}{edition.because and f', {edition.because}'}")
    for each in edition.lines:
        days = " to ".join(dict.fromkeys((f"{each.earliest}", f"{each.latest}")))
        say(f"  {each.scope}: {each.regime} {days} ({each.certainty}). {each.source}")
    return DONE


def date(arguments: Namespace) -> int:
    """Set the date on which an area changed its lawful basis; the earlier edition is kept."""
    line = regimes.Regime(
        names.division(arguments.scope, whole=regimes.WHOLE),
        names.one_of(arguments.regime, LAWFUL_BASIS, "lawful basis"),
        arguments.earliest,
        arguments.latest or arguments.earliest,
        arguments.certainty,
        arguments.source,
    )
    try:
        made = regimes.amend(the_store(), line, by=arguments.by, because=arguments.because)
    except regimes.RegimeError as error:
        say(str(error))
        return NOTHING_DONE
    say(f"Edition {made.number} of the dates is kept. Next: python -m data release")
    return DONE


def status(arguments: Namespace) -> int:  # noqa: ARG001 - every command takes them
    """Say what is published, and what has been loaded since."""
    store = the_store()
    published = store.published()
    if published is None:
        say("Nothing is published yet.")
    else:
        manifest = store.manifest(published)
        say(f"Release {published} is published, with data as at {manifest['as_at']}.")
        if manifest["sample"]:
            say("It is made of sample data: not real.")
    _say_held_back(store)
    _say_waiting(store)
    for sentence in not_as_now(store):
        say(f"  {sentence}")
    if in_store(store, settings()):
        say(
            "The key that references are hashed with lies in the store. For real data keep it "
            "apart: set SHARING_KEY_FILE to a file elsewhere, and move the key there."
        )
    say(*unsound())
    return DONE


def _say_held_back(store: Store) -> None:
    manifest = held_back(store)
    if manifest is not None:
        say(*outcome.held_back(manifest, store.published()).sentences)


def _say_waiting(store: Store) -> None:
    found = waiting(store)
    loaded = len(latest(store))
    files = plural(loaded, "export is", "exports are")
    say(f"{files} loaded; {len(found):,} of them wait for a release.")
    for each in found:
        sample = f" ({SAMPLE})" if each["sample"] else ""
        say(f"  {each['file_name']}: rows accepted: {each['accepted']:,}{sample}")
        say(*(f"    {receipt_lines.LOOK}{told}" for told in each.get("warnings", ())))
    say(*(f"  {line}" for line in receipt_lines.without_effect(latest(store))))
    gone = taken_back(store)
    if gone:
        say(f"Taken back, but published until the next release: {', '.join(gone)}.")
    dates_wait = regimes.waits(store)
    if dates_wait:
        say(dates_wait)
    if gone and not releasable(store):
        say("No row is left to make a release of: load another file first.")
    elif found or gone or dates_wait:
        say("Next: python -m data release")
    left_out = samples_left_out(store)
    if left_out:
        say(f"Samples left out, since real exports are loaded: {len(left_out):,} files.")


def sample(arguments: Namespace) -> int:
    """Write sample exports."""
    from data.generator import sample

    out = arguments.out
    if any(out.glob("sample_*")):
        say(f"{out} holds samples, which are never replaced: give --out another folder.")
        return NOTHING_DONE
    with progress(arguments.progress) as tell:
        told = sample(out, arguments.rows, progress=tell)
    say(f"{told.rows:,} rows, not real, were written to {len(told.files)} files in {out}.")
    return DONE


def first_start(arguments: Namespace) -> int:
    """Write, load and publish the full set of sample exports."""
    from data.first_start import first_start

    with progress(arguments.progress) as tell:
        outcome = first_start(the_store(), tell=tell)
    return _tell_outcome(outcome)


def _tell_outcome(outcome: Outcome) -> int:
    say(*outcome.sentences)
    return outcome.exit_code


def _release_line(store: Store, manifest: Mapping[str, Any]) -> str:
    release_id, checks = manifest["release_id"], manifest["checks"]
    state = "held back" if manifest["withheld"] else "earlier"
    state = "published" if release_id == store.published() else state
    sample = ", sample data" if manifest["sample"] else ""
    made_of = [name for name in manifest["rows"] if name in exports()]
    rows = sum(manifest["rows"][name] for name in made_of)
    return (
        f"{release_id:<14} {state:<10} built {manifest['built_at'][:16].replace('T', ' ')}, "
        f"data as at {manifest['as_at']}, rows: {rows:,}, "
        f"checks not passed: {checks['failed'] + checks['errored']:,}{sample}"
    )
