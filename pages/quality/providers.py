"""Is what each provider sends good enough, is it getting better, and what should it fix first?"""

import streamlit as st

from metrics import results
from pages.ui import facets, filters, fix_first, frame, panels, provider_quality, triage

view = frame.page("Providers", "Is what each provider sends good enough, and what to fix first?")
everyone = view.ask(results.facets_now, "provider")
found = fix_first.ranked(view, triage.decided(view))
names = provider_quality.names(view, everyone, found)
with filters.row():
    provider = provider_quality.choose(names)
now, theirs = everyone[everyone["key"] == provider], found.of(provider)
panels.headline(
    provider_quality.headline(names[provider], now, theirs), provider_quality.under(theirs)
)
facets.cards(view, "provider", provider, now)

left, right = st.columns(2, gap="large")
with left:
    fix_first.show(view, theirs, "To fix first")
with right:
    provider_quality.changed(view, provider)

st.header("Every provider, worst first", anchor=False)
glance = provider_quality.glance(everyone, names, found)
panels.table_of(glance, "Every provider by facet of quality, worst first")
st.caption(provider_quality.ORDER)
panels.download(view, glance, "quality by provider")
fix_first.show(view, found, "Of all providers, to fix first", named=True)
panels.behind(view, fix_first.table(found), "Everything to fix")

items = facets.item_table(view.ask(results.items, "provider", provider))
with st.container(key="unprinted_items"):
    st.header(f"{names[provider]}, column by column, in the latest 12 months", anchor=False)
    panels.behind(view, items, "quality by column", of={"Provider": names[provider]})
panels.method(facets.METHOD)
panels.foot(view, {"Provider": names[provider]})
