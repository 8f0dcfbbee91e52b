"""What the commands that answer providers and findings do: feedback, summary, decide, decisions."""

from argparse import Namespace
from pathlib import Path

from data.decisions import MEANINGS, Decision, Finding, today, unreadable
from data.grammar import plural
from data.names import council, provider
from data.outgrown import decided
from data.profile import profiles, unsound_of
from data.reference import area_names
from data.spreadsheets import MOST_LINES, csv_bytes, xlsx_bytes
from data.taken_back import Verb
from data.terminal import DONE, refuse, say, the_store

CSV, XLSX = ".csv", ".xlsx"
THERE = "{} is there already and was left as it is: give --out another name."


def feedback(arguments: Namespace) -> int:
    """Write the feedback file of a submission: what its sender should mend, row by row."""
    from data.feedback import UnknownSubmissionError, feedback, find

    store = the_store()
    try:
        receipt = find(store, arguments.submission)
    except UnknownSubmissionError as problem:
        return refuse(str(problem))
    if receipt["provider"] not in profiles():
        return refuse(_no_profile(receipt["provider"]))
    stem = f"feedback_{Path(receipt['file_name']).stem}"
    out: Path = arguments.out or Path(f"{stem}{CSV}")
    if out.suffix not in (CSV, XLSX):
        return refuse("Give --out a name that ends in .csv or .xlsx.")
    lines = feedback(store, receipt)
    if out.suffix == XLSX and len(lines) > MOST_LINES:
        return refuse(f"{len(lines):,} lines are too many for a workbook: give --out a .csv name.")
    content = xlsx_bytes(lines, "Feedback") if out.suffix == XLSX else csv_bytes(lines)
    if not _written(out, content):
        return refuse(THERE.format(out))
    number = plural(len(lines), "line")
    were = "was" if len(lines) == 1 else "were"
    sender = receipt["provider"]
    say(f"{number} on {receipt['file_name']} of {sender} {were} written to {out}.")
    return DONE


def withdraw(arguments: Namespace) -> int:
    """Take back a file that should not have been loaded, or rows of it: the next release is made
    without.
    """
    from data.feedback import UnknownSubmissionError, find
    from data.withdraw import RowsError, withdraw, withdraw_rows

    store, why = the_store(), {"because": arguments.because, "by": arguments.by}
    if arguments.put_back and not arguments.rows:
        return refuse("Say with --rows which rows to put back. A whole file is loaded again.")
    try:
        receipt = find(store, arguments.submission)
        if arguments.rows:
            verb: Verb = "put back" if arguments.put_back else "take back"
            say(withdraw_rows(store, receipt, arguments.rows, verb, **why))
        else:
            say(withdraw(store, receipt, **why))
    except (UnknownSubmissionError, RowsError) as problem:
        return refuse(str(problem))
    say("Next: python -m data release")
    return DONE


def _no_profile(sender: str) -> str:
    """Why a provider's headings are not known any more, and how to mend that."""
    gone = (
        f"The profile of {sender} is not there any more: put it back into the store's folder "
        "profiles, since its headings and codes are what the feedback speaks in."
    )
    return unsound_of(sender) or gone


def summary(arguments: Namespace) -> int:
    """Write the one-page summary of a provider as HTML: what it sent, what to fix first."""
    from data.summary import NothingSentError, summary_html

    try:
        sender = provider(arguments.provider)
        page = summary_html(the_store(), sender)
    except NothingSentError as problem:
        return refuse(str(problem))
    if not _written(arguments.out, page.encode()):
        return refuse(THERE.format(arguments.out))
    say(f"The summary of {sender} was written to {arguments.out}, for that provider alone.")
    return DONE


def decide(arguments: Namespace) -> int:
    """Accept, dispute or dismiss a finding until a day, with a reason; or withdraw that."""
    from data.called import check_id
    from data.decide import UndecidableError, decide

    try:
        decision = decide(
            the_store(),
            Finding(
                check_id(arguments.check),
                provider(arguments.provider) if arguments.provider else "",
                council(arguments.council) if arguments.council else "",
            ),
            arguments.verb,
            because=arguments.because,
            review_on=arguments.review_on,
            by=arguments.by,
        )
    except UndecidableError as problem:
        return refuse(str(problem))
    say(f"Kept: {_line(decision)}")
    return DONE


def decisions(arguments: Namespace) -> int:  # noqa: ARG001 - every command takes them
    """List the latest decision of every finding, and whether it is in force."""
    store = the_store()
    found = decided(store, store.published())
    for decision in found.values():
        say(_line(decision))
    if not found:
        say("Nothing has been decided yet: python -m data decide CHECK accept ...")
    if damaged := unreadable(store):
        say(f"Left out, since they cannot be read as decisions: {', '.join(damaged)}.")
    return DONE


def _line(decision: Decision) -> str:
    area = area_names().get(decision.council, decision.council)
    where = [each for each in (decision.provider, area) if each]
    until = f", to be looked at again on {decision.review_on}" if decision.review_on else ""
    state = decision.state(today())
    grown = f", at {decision.counted}; now {decision.now}: decide again" if decision.now else ""
    return (
        f"{decision.check_id}{f' for {where[0]}' if where else ''}"
        f"{f' in {where[1]}' if len(where) > 1 else ''}: {MEANINGS[decision.verb]}"
        f"{'' if state == 'withdrawn' else f' ({state})'}{until}{grown}. "
        f"By {decision.by} on {decision.decided_at[:10]}: {decision.reason}"
    )


def _written(out: Path, content: bytes) -> bool:
    """Whether a new file was written; one that is there, an export perhaps, is never replaced."""
    try:
        with out.open("xb") as file:
            file.write(content)
    except FileExistsError:
        return False
    return True
