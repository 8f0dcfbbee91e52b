"""The way in: drop files, start a command on the store, follow it."""

import hashlib
import logging
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from data import templates
from data.export import exports
from data.grammar import plural
from data.profile import unsound
from data.refusal import named
from data.settings import settings
from data.store import Store
from pages.ui import background, panels, receipts, spoken
from pages.ui.access import Role

TYPES = ["csv", "txt", "tsv", "xlsx", "ods", "parquet"]
DOING = {
    "load": "Your files are being read",
    "release": "A release is being made and checked, which takes a minute or two",
    "rollback": "An earlier release is being put back",
    "withdraw": "A file is being taken back",
}
"""What each command is doing, for as long as it runs."""
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
        said, *faults = map(panels.plain, problem.split("\n"))
        st.warning("\n- ".join([f"{said}\n", *map(str.strip, faults)]))
    # cleared on submit, so that the files do not stay in the memory of the web process
    with st.form("files", clear_on_submit=True, border=True):
        files = st.file_uploader(
            "Files from any provider's system, or in our template",
            type=TYPES,
            accept_multiple_files=True,
            # the server's own limit is an upper one; a deployment's may be lower
            max_upload_size=min(settings().largest_file_mb, st.get_option("server.maxUploadSize")),
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


def under_way() -> str:
    """What a command of this reader is doing, as a headline; "" when none is under way."""
    job: background.Job | None = st.session_state.get("job")
    return DOING.get(job.command, "Please wait: this is being done") if job and busy() else ""


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
    elif job.command == "decide" and job.code == 0:
        st.success("The decision is kept. It stands with the check, and under Decisions.")
    elif job.said:
        show = {0: st.success, 1: st.warning}.get(job.code or 0, st.error)
        show("\n\n".join(map(panels.plain, spoken.on_a_page(job.said))))


def _unread(store: Store, job: background.Job) -> None:
    """What was said of files that have no receipt; the others' receipts say it better."""
    sent: dict[str, str] = st.session_state.get("loaded", {})
    known = {receipt["sha256"] for receipt in receipts.of_files(store, sent.keys())}
    names = tuple(name for sha256, name in sent.items() if sha256 not in known)
    said = [line for line in job.said if line.startswith(names)] if names else []
    if names:
        st.error(
            "\n\n".join(
                map(
                    panels.plain,
                    spoken.on_a_page(said or job.said[-3:]) or ["The files were not read."],
                )
            )
        )
    if names and known:
        # what was refused and what has a receipt stand apart on the page, so say how many of each
        st.markdown(
            f"**{len(known)} of {plural(len(sent), 'file')} {'was' if len(known) == 1 else 'were'} "
            f"loaded, {len(names)} refused.**"
        )


@st.fragment(run_every=0.5)
def _progress(job: background.Job) -> None:
    st.progress(min(max(job.step.done, 0.0), 1.0), job.step.message.capitalize())
    if job.ended.is_set():
        st.rerun()
