"""The parts of the Load page: drop files, follow a command, read receipts, publish, go back."""

import hashlib
import logging
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from data import templates
from data.export import exports
from data.personal.reason import REASON_LENGTH, problem_with
from data.profile import unsound
from data.receipts import SAMPLE, personal, waiting
from data.refusal import named
from data.regimes import waits
from data.store import Store
from pages.ui import background, checks, feedback, panels, receipts
from pages.ui.access import Role

TYPES = ["csv", "txt", "tsv", "xlsx", "ods", "parquet"]
logger = logging.getLogger(__name__)


def refuse(role: Role) -> None:
    """Tell a reader who may not load who can, and where to look instead; stops the page."""
    panels.headline("Loading exports is for data stewards")
    st.info(
        f"You are signed in as {role}. Loading a file and publishing a release change what "
        "everybody sees, so a steward does it and the log says who. If you have a file to send, "
        "pass it to your data steward; if you should be one, ask whoever runs this service.",
        icon=":material/lock:",
    )
    panels.link("checks", "See the checks of the published release")
    panels.link("data_standard", "See what a file must hold, and get a template")
    st.stop()


def drop(store: Store) -> None:
    """Files dropped here are read by a process of their own as soon as the button is pressed."""
    for problem in unsound():
        said, *faults = map(_plain, problem.split("\n"))
        st.warning("\n- ".join([f"{said}\n", *map(str.strip, faults)]))
    # cleared on submit, so that the files do not stay in the memory of the web process
    with st.form("files", clear_on_submit=True, border=True):
        files = st.file_uploader(
            "Files from any provider's system, or in our template",
            type=TYPES,
            accept_multiple_files=True,
        )
        system = st.selectbox(
            "Which system they come from",
            options=("", *receipts.systems()),
            format_func=lambda each: receipts.systems().get(each, "Recognise by headings"),
            help="Choose a system only where its headings do not tell, or tell wrongly. The choice "
            "is kept with the file.",
        )
        st.caption(
            "A file is recognised by its headings. Columns that the standard does not list are "
            "dropped, and the file itself is deleted once it has been read."
        )
        pressed = st.form_submit_button("Read these files", type="primary", disabled=busy())
    if pressed and files:
        contents = [(file.name, file.getvalue()) for file in files]
        st.session_state["loaded"] = dict(_called(name, content) for name, content in contents)
        begin(store, ["load", *([f"--profile={system}"] if system else [])], contents)
    elif pressed:
        st.warning("Choose at least one file first: CSV, XLSX, ODS or Parquet.")


def _called(name: str, content: bytes) -> tuple[str, str]:
    """SHA-256 of a file, and what the command will call the file."""
    sha256 = hashlib.sha256(content).hexdigest()
    return sha256, named(Path(background.bare(name)), sha256)


def offer_templates() -> None:
    """An empty file of each export, in the standard's own headings."""
    st.markdown("No system of your own? Fill in a template, as CSV, and drop it above.")
    with st.container(horizontal=True, gap="small"):
        for export in exports().values():
            st.download_button(
                export.title,
                templates.template(export),
                templates.file_name(export),
                "text/csv",
                on_click="ignore",
                icon=":material/download:",
            )
    panels.link("data_standard", "What each column of a file must hold")


def busy() -> bool:
    """Whether a command of this reader is under way."""
    job: background.Job | None = st.session_state.get("job")
    return job is not None and not job.ended.is_set()


def begin(store: Store, arguments: Sequence[str], files: Sequence[tuple[str, bytes]] = ()) -> None:
    """Start a command on the store, and show the page again with it under way."""
    logger.info("started from a page: %s, %d files", arguments[0], len(files))
    st.session_state["job"] = background.start(arguments, store.root, files)
    st.rerun()


def follow(store: Store) -> None:
    """How far the command under way is, and what the last one said."""
    job: background.Job | None = st.session_state.get("job")
    if job is None:
        return
    if not job.ended.is_set():
        _progress(job)
        return
    if job.command == "load":
        _unread(store, job)
    elif job.said:
        show = {0: st.success, 1: st.warning}.get(job.code or 0, st.error)
        show("\n\n".join(map(_plain, job.said)))


def _unread(store: Store, job: background.Job) -> None:
    """What was said of files that have no receipt; the others' receipts say it better."""
    sent: dict[str, str] = st.session_state.get("loaded", {})
    known = {receipt["sha256"] for receipt in receipts.of_files(store, sent.keys())}
    names = tuple(name for sha256, name in sent.items() if sha256 not in known)
    said = [line for line in job.said if line.startswith(names)] if names else []
    if names:
        st.error("\n\n".join(map(_plain, said or job.said[-3:] or ["The files were not read."])))


@st.fragment(run_every=0.5)
def _progress(job: background.Job) -> None:
    st.progress(min(max(job.step.done, 0.0), 1.0), job.step.message.capitalize())
    if job.ended.is_set():
        st.rerun()


def show_receipts(store: Store) -> None:
    """The receipts of the files that this reader loaded last."""
    found = receipts.of_files(store, st.session_state.get("loaded", {}))
    if not found:
        return
    st.header("What became of the files", anchor=False)
    for receipt in found:
        st.markdown(f"**{_plain(receipt['file_name'])}**")
        _look_first(receipt)
        st.text(receipts.sentence(receipt))
        for line in receipts.decided(receipt):
            st.text(line)
        if receipt["reasons"]:
            panels.table_of(
                receipts.reasons(receipt), f"Why rows of {receipt['file_name']} were rejected"
            )
        _personal(receipt)
        with st.expander("How this file was read, and what was left out"):
            for line in receipts.read_as(receipt):
                st.text(line)
            if receipt.get("resolved"):
                panels.table_of(
                    receipts.resolved(receipt), f"How names in {receipt['file_name']} were found"
                )
        if receipts.has_feedback(store, receipt):
            feedback.offer(store, receipt)
    st.markdown(f"**{receipts.next_step(found, waiting(store))}**")


def _look_first(receipt: receipts.Receipt, name: str = "") -> None:
    """What to look at before anything else: a likely cause, rows that may be missing."""
    for sentence in receipt.get("warnings", ()):
        st.warning(_plain(f"{name}{sentence}"))


def _personal(receipt: receipts.Receipt) -> None:
    """What was found that tells who somebody is, and what the provider should change."""
    *found, to_do = personal(receipt) or [""]
    if found:
        st.warning(f"{receipts.found_or_announced(receipt)} {_plain(to_do)}")
        panels.table_of(
            receipts.personal(receipt), f"Personal data in {receipt['file_name']}, by column"
        )


def _plain(text: str) -> str:
    """A file's name, which may hold anything, as text inside Markdown."""
    return "".join(f"\\{each}" if each in "\\`*_{}[]()#+-.!~|<>:$" else each for each in text)


def publish(store: Store) -> None:
    """Publish what waits, or hold it back."""
    found, dates = waiting(store), waits(store)
    if not (found or dates):
        return
    st.header("Publish, or hold back", anchor=False)
    published = store.published()
    if published and store.manifest(published)["sample"] and not any(r["sample"] for r in found):
        st.warning(
            "Real exports are loaded, so the sample files no longer count: the next release holds "
            "only what real exports say. Put the earlier release back below if that was not meant."
        )
    names = ", ".join(map(_waits, found))
    st.markdown(
        f"{f'Waiting: {names}. ' if names else ''}{dates} Publishing builds a "
        "release beside the published one, checks it, protects small numbers and switches over. "
        "If a critical check fails the present release stays. To hold the files back, do nothing: "
        "they stay stored, unpublished, until somebody publishes."
    )
    for each in found:
        if each["sha256"] not in st.session_state.get("loaded", {}):  # else it is said above
            _look_first(each, f"{each['file_name']}: ")
    if st.button("Check and publish", type="primary", disabled=busy()):
        begin(store, ["release"])


def _waits(receipt: receipts.Receipt) -> str:
    name = _plain(receipt["file_name"])
    return f"{name} ({SAMPLE})" if receipt["sample"] else name


def decide(store: Store) -> None:
    """A release that was held back: what failed, and the way to publish it all the same."""
    manifest = receipts.held_back(store)
    if manifest is None:
        return
    st.header(f"Release {manifest['release_id']} was held back", anchor=False)
    with st.form("accept"):
        accepted = [
            id
            for id in manifest["withheld"]
            if st.checkbox(f"Accept that “{checks.title(id)}” failed. {checks.hints().get(id, '')}")
        ]
        reason = st.text_input(
            "Why it may be published all the same (kept with the release)", max_chars=REASON_LENGTH
        )
        pressed = st.form_submit_button("Publish with this reason", disabled=busy())
    if not pressed:
        st.caption("To hold it back, do nothing; load corrected files and publish again.")
    elif not reason.strip() or len(accepted) < len(manifest["withheld"]):
        st.warning("Accept each failed check and give a reason; or load corrected files instead.")
    elif problem := problem_with(reason):
        st.warning(problem)
    else:
        # joined by =, so that a reason may start with a hyphen
        accept = [
            part for id in accepted for part in (f"--accept={id}", f"--because={reason.strip()}")
        ]
        begin(store, ["release", *accept])
