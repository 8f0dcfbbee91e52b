"""The frame: page config, the gate, and a navigation built from the folders in pages/."""

import streamlit as st

from data.settings import settings
from pages import page_files, title
from pages.ui import access, frame, theme

st.set_page_config(
    page_title=settings().deployment,
    page_icon=theme.ICON,
    layout="wide",
    initial_sidebar_state="collapsed",
)
st.html(theme.style())
access.gate()

sections = {
    # The overview is the first page, so it needs no section above it.
    "" if section == "overview" else section.capitalize(): [
        st.Page(
            path,
            title=title(path),
            url_path=path.stem,
            default=section == "overview",
        )
        for path in files
    ]
    for section, files in page_files().items()
}
chosen = st.navigation(sections, position="top")
st.set_page_config(page_title=f"{chosen.title} · {settings().deployment}")
frame.run(chosen)
