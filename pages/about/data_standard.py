"""What must a provider send, and how is it read? Worked out from the records themselves."""

import streamlit as st

from data import reference, templates
from data.export import exports
from data.profile import profiles
from pages.ui import dictionary, filters, frame, panels, personal_data

view = frame.page("Data standard", "What must a provider send, and how is it read?")
panels.headline(
    f"{len(exports())} kinds of export, from {len(profiles()) - 1} systems, in one standard",
    "Everything is pseudonymous: no names, addresses, dates of birth, contact details or free "
    "text. A column that is not listed here is dropped on reading, named in the receipt, and never "
    "stored. Blank means not known, which is counted and shown.",
)
st.header("Each export", anchor=False)
with filters.row():
    name = filters.choice(
        "export", "Export", {id: each.title for id, each in exports().items()}, of_all=False
    )
    st.download_button(
        "Get the template",
        templates.template(exports()[name]),
        templates.file_name(exports()[name]),
        "text/csv",
        on_click="ignore",
        icon=":material/download:",
    )
st.markdown(dictionary.grain(exports()[name]))
panels.table_of(dictionary.columns(exports()[name]), f"Columns of {exports()[name].title}")

st.markdown(dictionary.ALSO_WRITTEN)
panels.behind(None, dictionary.everywhere(exports()[name]), "What may be written for each code")

st.header("How dates, councils and organisations are read", anchor=False)
st.markdown(dictionary.HOW_READ)

st.header("Why a row may be rejected", anchor=False)
st.markdown(
    "A rejected row keeps its file, row number, column and one of these codes; never its value."
)
panels.behind(None, dictionary.reasons(), "Reasons for rejecting a row")
personal_data.section()

st.header("Each system that sends data", anchor=False)
st.markdown(dictionary.HOW_RECOGNISED)
provider = filters.choice(
    "system",
    "System",
    {id: each.title for id, each in profiles().items() if id != "standard"},
    of_all=False,
)
panels.table_of(dictionary.headings(provider), "Headings of this system")
panels.behind(None, dictionary.systems(), "Every system")

st.header("Facts that are not sent", anchor=False)
st.markdown((reference.FOLDER / "README.md").read_text(encoding="utf-8").split("\n", 1)[1])
panels.behind(None, dictionary.register(), "Register of organisations")
panels.method(
    "This page is made from the records that the reading itself runs on: the export records, the "
    "profiles, the reason codes and the reference files. A column or a system that is added there "
    "is read, and described here, without another change."
)
panels.foot(view)
