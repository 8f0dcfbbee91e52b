"""The feedback file of a submission, offered beside its receipt to those who may load."""

import logging
from functools import partial
from pathlib import Path

import streamlit as st

from data.feedback import Receipt, feedback
from data.spreadsheets import MOST_LINES, csv_bytes, xlsx_bytes
from data.store import Store

logger = logging.getLogger(__name__)
KINDS = {
    "CSV": ("csv", "text/csv"),
    "XLSX": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def offer(store: Store, receipt: Receipt) -> None:
    """Downloads of what its sender should mend, made only when one is asked for."""
    st.caption(
        "Feedback for whoever sent it: each row by its number in the file, its column, what is "
        "wrong, what is allowed and what to do. Never what was in it."
    )
    lines = sum(sum(rows.values()) for rows in receipt["reasons"].values())
    kinds = KINDS if lines <= MOST_LINES else {"CSV": KINDS["CSV"]}
    stem = Path(receipt["file_name"]).stem
    with st.container(horizontal=True, gap="small"):
        for kind, (ending, mime) in kinds.items():
            st.download_button(
                f"Feedback as {kind}",
                partial(_made, store, receipt, ending),
                f"feedback_{stem}.{ending}",
                mime,
                key=f"feedback_{ending}_{receipt['submission_id']}",
                on_click="ignore",
                icon=":material/download:",
            )


def _made(store: Store, receipt: Receipt, ending: str) -> bytes:
    logger.info("feedback handed out: submission=%s", receipt["submission_id"])
    lines = feedback(store, receipt)
    return xlsx_bytes(lines, "Feedback") if ending == "xlsx" else csv_bytes(lines)
