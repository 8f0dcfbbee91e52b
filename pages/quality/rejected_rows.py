"""Which rows were turned away, why, and what their provider should send instead."""

from metrics import results
from pages.ui import checks, filters, frame, panels, rejections
from pages.ui.charts import bars

view = frame.page("Rejected rows", "Which rows were turned away, and what should be sent instead?")
sent = view.ask(results.submissions)
found, submissions = (results.standing(each, sent) for each in (view.ask(results.rejected), sent))
with filters.row():
    provider = rejections.choose(sent)
if provider:
    found = found[found["provider"] == provider]
    submissions = submissions[submissions["provider"] == provider]
panels.headline(checks.turned_away(submissions, exact=view.release.exact))

by_reason = checks.by_reason(view.ask(results.by_reason, provider), rejections.round_to(view))
if len(by_reason):
    panels.figure(
        view,
        "Rejected rows by reason",
        bars.chart(by_reason, "rejected rows by reason"),
        checks.rejected(found),
        caveat="A rejected row is not lost: its number and reason are kept, and the provider can "
        "send it again. What was in it is never kept. A row may have several reasons; one of too "
        "few rows to show has no bar. Rows of a file that later files replaced whole, as a "
        "corrected one does, no longer count; a row that was sent again, and rejected again, "
        f"does in each file. {rejections.why_about(view)}",
        name="rejected rows",
    )
elif len(found):
    panels.behind(view, checks.rejected(found), "rejected rows")
else:
    panels.empty("No row was rejected.", "Every row kept the rules.", "There is nothing to do.")
if provider and len(found):
    rejections.what_to_send(found)
rejections.how_to_list(view, provider)
panels.method(
    "Each cell is judged by the rules of its column, which the Data standard page lists. A row "
    "with a cell that breaks one is rejected as a whole: file, row, column and reason are kept, "
    "never the cell. Rows read are accepted, rejected or exact repeats, and the three add up."
)
panels.foot(view)
