"""The rules on small numbers in words, with the settings the release was made with."""

from metrics.quality.files import TWICE
from metrics.quality.protect import ROUGHEST
from pages.ui import words
from pages.ui.frame import View


def rules(view: View) -> str:
    """What a viewer sees of a count, in Markdown; and what this reader sees."""
    small, whole, least = (
        view.facts[name] for name in ("small_number", "round_to", "smallest_denominator")
    )
    least_wrong = TWICE * int(small)
    rougher = max(int(whole), ROUGHEST)
    in_quality = f" ({rougher} in tables of data quality)" if rougher > int(whole) else ""
    seen = (
        "You see exact numbers, because of your role: they are not for publication."
        if view.release.exact
        else "You see protected numbers."
    )
    return (
        f"- A count under {small} is shown as {words.HIDDEN}, so that nobody can be "
        "recognised in it. A zero is treated alike, so that the two cannot be told apart; "
        "and so is a larger count where it would give a small one away.\n"
        f"- Every other count is rounded to the nearest {whole}{in_quality}. A total is rounded "
        "from its exact count, so parts may not add up to it.\n"
        "- Counts of documents, organisations and councils are not counts of people and are shown "
        "as they are.\n"
        "- Shares, rates and intervals are worked out from the rounded counts. There is none on a "
        f"denominator under {least}, too few to say anything; a rounded one counts as the least "
        "that it may stand for.\n"
        "- Whether an indicator meets its target is judged from exact counts, since rounding would "
        "often turn it. Where a value then looks as if it stood otherwise it is called “about” so "
        "much. There is a state only where both counts are shown and there is a rate, and none "
        "where it would help to work out a hidden count.\n"
        "- Before a release is published, an attack runs on it: from every total (council to "
        "Scotland, month to year, part to whole), from every state, and from every measure that "
        "shows the same count or a part of it, it works out how closely each hidden count could be "
        "guessed. One that could be pinned down is protected further, or the release stops.\n"
        "- Only what some page shows or lets you download is published. Somebody who compares two "
        "releases, and knows exactly which rows came between them, may learn more than from one.\n"
        "- Tables of data quality are attacked in the same way, by what adds up in them: blank and "
        "filled cells, months and years, files and their rows, checks and providers. How many rows "
        f"fall short of a check is shown from {least_wrong} on, since that it failed already tells "
        "something of how many they are. Where it withholds figures of councils, at least one row "
        "falls short in each of their months: then the number is shown from twice as many as those "
        f"months on, if that is more than {least_wrong}.\n"
        "- Each breakdown is published by itself, never two crossed, so that nothing can be learnt "
        f"by comparing filters.\n\n{seen} What is downloaded is what is shown."
    )
