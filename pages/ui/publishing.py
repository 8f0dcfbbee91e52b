"""Publish what waits, and decide on a release that was held back."""

import pandas as pd
import streamlit as st

from data.personal.reason import REASON_LENGTH, problem_with
from data.publish import WRONG
from data.receipts import (
    SAMPLE,
    held_back,
    releasable,
    samples_left_out,
    taken_back,
    waiting,
)
from data.regimes import waits
from data.store import Store
from expectations.outcome import NOT_KNOWN
from metrics import results
from pages.ui import checks, filters, loading, panels, receipts, submissions, words
from pages.ui.frame import View
from pages.ui.store import Published

MOST = 12
"""Places named of one check, the worst first; the feedback files have every row."""


def publish(store: Store) -> None:
    """Publish what waits, or hold it back."""
    found, gone, dates = waiting(store), taken_back(store), waits(store)
    if not (found or gone or dates):
        return
    st.header("Publish, or hold back", anchor=False)
    left = ", ".join(map(panels.plain, gone))
    if gone and not releasable(store):
        st.warning(
            f"Taken back, but still published: {left}. No row is left to make a release of: load "
            "another file, or put an earlier release back below."
        )
        return
    published = store.published()
    if published and store.manifest(published)["sample"] and samples_left_out(store):
        st.warning(
            "Real exports are loaded, so the sample files no longer count: the next release holds "
            "only what real exports say. Put the earlier release back below if that was not meant."
        )
    names = ", ".join(map(_waits, found))
    st.markdown(
        f"{f'Waiting: {names}. ' if names else ''}"
        f"{f'Taken back, and out of the next release: {left}. ' if gone else ''}"
        f"{f'{dates} ' if dates else ''}Publishing builds a "
        "release beside the published one, checks it, protects small numbers and switches over. "
        "If a critical check fails the present release stays. To hold the files back, do nothing: "
        "they stay stored, unpublished, until somebody publishes."
    )
    for each in found:
        if each["sha256"] not in st.session_state.get("loaded", {}):  # else it is said above
            submissions.look_first(each, f"{each['file_name']}: ")
    if st.button("Check and publish", type="primary", disabled=loading.busy()):
        loading.begin(store, ["release"])


def _waits(receipt: receipts.Receipt) -> str:
    name = panels.plain(receipt["file_name"])
    return f"{name} ({SAMPLE})" if receipt["sample"] else name


def decide(view: View, store: Store) -> None:
    """A release that was held back: what failed, and the way to publish it all the same."""
    manifest = held_back(store)
    if manifest is None:
        return
    st.header(f"Release {manifest['release_id']} was held back", anchor=False)
    release = Published(store.root, manifest["release_id"], view.release.exact)
    for id in manifest["withheld"]:
        where = release.ask(results.where_withheld, id)
        st.markdown(
            f"This should hold, and does not: **{checks.title(id)}**."
            + (f" It fails {where}." if where else "")
        )
        panels.table_of(where_it_fails(release, id), f"Where it fails: {checks.title(id)}")
    st.caption(
        "The feedback file of each provider's export, above under the files loaded so far, lists "
        "the rows."
    )
    with st.form("accept"):
        accepted = [
            id
            for id in manifest["withheld"]
            if st.checkbox(f"Accept that “{checks.title(id)}” failed. {checks.hints().get(id, '')}")
        ]
        reason = st.text_input(
            "Why it may be published all the same (kept with the release)", max_chars=REASON_LENGTH
        )
        pressed = st.form_submit_button("Publish with this reason", disabled=loading.busy())
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
        loading.begin(store, ["release", *accept])


def where_it_fails(release: Published, check_id: str) -> pd.DataFrame:
    """Where a check fails in a release that is not published: all of it, then where it is worst.

    Of providers, areas and months those come first of which the largest part falls short: a month
    that is missing everywhere, before every area that misses a few.
    """
    whole = release.ask(results.checks)
    cuts = [
        (found.loc[found["check_id"] == check_id].assign(place=found["key"].map(name)))
        for found, name in (
            (release.ask(results.check_cuts, "provider"), words.provider),
            (release.ask(results.check_cuts, "council"), _area),
            (release.ask(results.check_cuts, "month"), _month),
        )
    ]
    worst = [each for each in map(_worst, cuts) if len(each)]
    worst.sort(key=lambda each: -each["part"].max())
    every = _worst(whole[whole["check_id"] == check_id].assign(place="All rows"))
    return pd.concat(map(_table, (every, *worst)), ignore_index=True)


def _area(code: str) -> str:
    return "No council area given" if code == NOT_KNOWN else filters.area_label(code)


def _month(day: str) -> str:
    return "No month given" if day == NOT_KNOWN else words.period(day)


def _worst(found: pd.DataFrame) -> pd.DataFrame:
    """Where it did not hold, with the part that falls short: the largest part, then the most."""
    wrong = found[found["outcome"].isin(WRONG)]
    part = (wrong["failed"] / wrong["total"]).astype("Float64").fillna(0.0)
    ranked = wrong.assign(part=part).sort_values(["part", "failed"], ascending=False)
    return ranked.head(MOST)


def _table(worst: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Where": worst["place"],
            "Fall short": worst["failed"].map(words.count),
            "Looked at": worst["total"].map(words.count),
            "Of what": worst["unit"],
        }
    )
