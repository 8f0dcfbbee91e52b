"""Every release, and the way back to an earlier one."""

import pandas as pd
import streamlit as st

from data.store import Store
from pages.ui import loading, panels, receipts, words
from pages.ui.charts.history import HELD_BACK

KEY = "A hollow diamond is a release that was held back: nobody was shown its numbers."


def marked(past: pd.DataFrame, store: Store) -> pd.DataFrame:
    """check_history() of metrics.results with `state`: which releases were held back."""
    known = set(store.release_ids())
    state = {
        each: HELD_BACK
        for each in past["release_id"]
        if each in known and store.manifest(each)["withheld"]
    }
    return past.assign(state=past["release_id"].map(state).fillna("").astype("str"))


def history(store: Store) -> None:
    """Every release, and the way back to an earlier one."""
    st.header("Releases", anchor=False)
    found = receipts.releases(store)
    panels.table_of(found, "Releases, the newest first")
    earlier = [
        id for id, state in zip(found["Release"], found["State"], strict=True) if "earlier" in state
    ]
    if not earlier:
        st.caption("There is no other release to go back to.")
        return
    with st.form("rollback"):
        release_id = st.selectbox("Publish another release", earlier, width=260)
        if st.form_submit_button("Publish this release", disabled=loading.busy()):
            loading.begin(store, ["rollback", str(release_id)])
    st.caption(
        f"Nothing is lost by going back: all {words.count(len(found))} releases are kept, and any "
        "that was not held back can be published again."
    )
