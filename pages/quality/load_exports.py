"""Load a provider's files, see what became of every row, and publish or hold back."""

from data.receipts import held_back, taken_back, waiting
from data.regimes import waits
from data.settings import settings
from data.store import Store
from pages.ui import frame, loading, panels, publishing, receipts, releases, submissions

view = frame.page("Load exports", "What has been sent, what became of it, and is it published?")
if not view.role.may_load:
    loading.refuse(view.role)

store = Store(settings().store)
panels.headline(
    loading.under_way()
    or receipts.headline(
        len(waiting(store)), held_back(store) is not None, waits(store), len(taken_back(store))
    ),
    f"Release {view.release.release_id} is what everybody sees now.",
)
loading.drop(store)
loading.follow(store)
submissions.show(view, store)
if not loading.busy():
    publishing.publish(store)
    publishing.decide(view, store)
loading.offer_templates()
releases.history(store)
panels.method(
    "A file is read as text by a process of its own. Its headings say which system wrote it; the "
    "profile of that system maps headings and codes to the standard. Every row is then accepted, "
    "rejected with a reason, or an exact repeat, and the three add up to the rows read. Loading "
    "the same file twice changes nothing. A later file replaces the rows that have the same "
    "identifier from the same provider."
)
panels.foot(view)
