"""Is what each provider sends good enough, is it getting better, and what should it fix first?"""

import streamlit as st

from metrics import results
from pages.ui import facets, filters, frame, panels, provider_quality

view = frame.page("Providers", "Is what each provider sends good enough, and what to fix first?")
names = provider_quality.names(view)
with filters.row():
    provider = provider_quality.choose(names)
everyone = view.ask(results.facets_now, "provider")
now, found = everyone[everyone["key"] == provider], view.ask(results.fixes)
theirs = found[found["provider"] == provider]
panels.headline(facets.headline(names[provider], now, "provider"), provider_quality.under(theirs))
facets.cards(view, "provider", provider, now)

left, right = st.columns(2, gap="large")
with left:
    provider_quality.worst(theirs, "To fix first")
with right:
    provider_quality.changed(view, provider)

st.subheader("Every provider, the one that most needs attention first", anchor=False)
glance = facets.at_a_glance(everyone, names, "provider")
panels.table_of(glance, "Every provider by facet of quality")
panels.download(view, glance, "quality by provider")
provider_quality.worst(found, "Of all providers, to fix first", named=True)
provider_quality.all_fixes(view, found, "Everything to fix")

items = facets.item_table(view.ask(results.items, "provider", provider))
st.subheader(f"{names[provider]}, column by column, in the latest 12 months", anchor=False)
panels.behind(view, items, f"quality {provider} by column")
panels.method(facets.METHOD)
panels.foot(view)
