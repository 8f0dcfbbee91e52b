"""Every release, and the way back to an earlier one."""

import streamlit as st

from data.store import Store
from pages.ui import loading, panels, receipts, words


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
