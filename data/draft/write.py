"""The text of a drafted profile: valid TOML, with how sure each line is as a comment beside it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from data.dates import DAYS
from data.draft.codes import elsewhere, may_be_shown, understood
from data.draft.contents import Contents
from data.draft.match import ENDS, FITTING, PERSONAL, SURE, Match, Matched, looks_like
from data.grammar import listed
from data.headings import shown
from data.profile import plain, profiles
from data.profile_check import FILL_IN, GUESS
from data.readers import Layout
from data.settings import settings
from data.variants import NOT_KNOWN

MOST_TELLING = 3
MOST_RIVALS = 3
WIDTH = 44


@dataclass(frozen=True)
class Looked:
    """All that was found out about an unknown file."""

    layout: Layout
    format: str
    matched: Matched
    contents: Mapping[int, Contents]
    """By place of the heading."""
    months: tuple[str, ...]
    days: tuple[str, ...]
    doubt: str
    """What the dates leave open, as a sentence; empty when nothing."""


def toml(looked: Looked, where: str) -> str:
    """The whole draft; where: the folder that finished profiles of a deployment are kept in."""
    parts = [_head(where), _system(looked), _export(looked), _fixed(looked), _headings(looked)]
    parts += [_lacking(looked), _codes(looked), _left(looked)]
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part))) + "\n"


def _head(where: str) -> Iterator[str]:
    yield "# A draft, worked out from one file: read every line before you use it."
    yield f"# 1. Finish the lines that say {FILL_IN}. What follows a # is for you and is not read."
    yield "# 2. Ask what is still wrong with it, line by line: python -m data profile THIS_FILE"
    yield f"# 3. It is used as soon as it is sound and lies in {where}"
    yield "# 4. Load the export: python -m data load FILE. The receipt says what was read and how."


def _system(looked: Looked) -> Iterator[str]:
    encoding = "cp1252" if looked.layout.encoding == "cp1252" else "utf-8"
    yield _line(f'provider = "{FILL_IN}"', "a short name, small letters, digits and _")
    yield _line(f'title = "{FILL_IN}"', "the system's name, as readers should see it")
    yield f"encoding = {_text(encoding)}"
    yield _line(f"blank = {_list(['', *_blank(looked)])}", "texts that mean not known")
    yield _line(f"date_styles = {_list(looked.days)}", looked.doubt or "sure")
    if looked.matched.export.column(looked.matched.export.day).kind == "month":
        yield _line(f"month_styles = {_list(looked.months)}", "from the texts")


def _export(looked: Looked) -> Iterator[str]:
    export = looked.matched.export
    yield _line(f"[exports.{export.name}]", f"{export.grain}")
    yield _line(f"recognise = {_list(_telling(looked))}", "a file is this when it has all of them")
    yield f"format = {_text(looked.format)}"
    if looked.layout.delimiter:
        yield f"delimiter = {_text(looked.layout.delimiter)}"
    if export.name == "referrals":
        side = "receiver" if _receives(looked) else "sender"
        yield _line(f"side = {_text(side)}", f"{GUESS} who writes it, sender or receiver")


def _receives(looked: Looked) -> bool:
    """Whether it is likely a service's own file: it says what came of it, or names one service."""
    found = {each.column.name: each for each in looked.matched.matches}
    ends = [looked.contents[found[name].place] for name in ENDS if name in found]
    one_service = len(ends) == len(ENDS) and ends[1].distinct == 1 < ends[0].distinct
    # who sent it varies, and who got it is not said: it is whoever keeps the file
    one_service |= ENDS[1] not in found and len(ends) == 1 and ends[0].distinct > 1
    return bool({*found} & {"received_date", "risk_receiver"}) or one_service


def _telling(looked: Looked) -> list[str]:
    """Headings to recognise the file by: of required columns, those fewest known systems have."""
    common = [
        plain(heading)
        for profile in profiles().values()
        for how in profile.exports.values()
        for heading in (*how.headings, *how.aliases)
    ]
    good = [each for each in _written(looked) if each.column.kind != "title"]
    rare = sorted(
        good, key=lambda each: (not each.column.required, common.count(plain(each.heading)))
    )
    return [each.heading for each in rare[:MOST_TELLING]]


def _written(looked: Looked) -> list[Match]:
    """Matches whose headings may be shown."""
    return [each for each in looked.matched.matches if each.may_be_shown]


def _fixed(looked: Looked) -> Iterator[str]:
    for column in looked.matched.lacking:
        if column.kind == "organisation":
            yield _line(f"[exports.{looked.matched.export.name}.fixed]", "never sent: always this")
            yield _line(f'{column.name} = "{FILL_IN}"', "the organisation's code on the register")
            return


def _headings(looked: Looked) -> Iterator[str]:
    yield f"[exports.{looked.matched.export.name}.headings]"
    written: set[str] = set()
    for each in looked.matched.matches:
        if each.may_be_shown and plain(each.heading) in written:
            line = f"# {_text(each.heading)} = {_text(each.column.name)}"
            yield _line(
                line, f"column {each.place + 1} of the file has the same heading as another"
            )
        elif each.may_be_shown:
            written.add(plain(each.heading))
            line = f"{_text(each.heading)} = {_text(each.column.name)}"
            yield _line(line, f"{each.sure}{_rivals(looked, each)}")
        else:
            column = f"column {each.place + 1} of the file looks like it; its heading is not shown"
            line = f'# "{FILL_IN}" = {_text(each.column.name)}'
            yield _line(line, f"{column}{_rivals(looked, each)}")


def _rivals(looked: Looked, match: Match) -> str:
    """Other columns of days that may be meant instead, where the heading does not settle it."""
    if match.column.kind != "date" or match.sure == SURE:
        return ""
    taken = {each.place for each in looked.matched.matches}
    others = [
        f"column {at + 1}"
        for at, held in sorted(looked.contents.items())
        if at not in taken and held.shares["date"] >= FITTING
    ]
    told = listed(others[:MOST_RIVALS]) if others else ""
    hold = "holds" if len(others) == 1 else "hold"
    return f"; but {told} {hold} dates as well: find out which is meant" if others else ""


def _lacking(looked: Looked) -> Iterator[str]:
    missing = [each for each in looked.matched.lacking if each.kind != "organisation"]
    missing += [each for each in looked.matched.lacking if each.kind == "organisation"][1:]
    for column in missing:
        yield f'# "{FILL_IN}" = "{column.name}"  # the standard requires it: {column.note}'


def _codes(looked: Looked) -> Iterator[str]:
    export = looked.matched.export.name
    for number, each in enumerate(looked.matched.matches):
        lines = list(_code_lines(export, each, looked.contents[each.place]))
        if lines:
            yield from [""] * bool(number)
            yield f"[exports.{export}.codes.{each.column.name}]"
            yield from lines


def _code_lines(export: str, match: Match, held: Contents) -> Iterator[str]:
    """A line for each text that the column's codes leave open."""
    if not match.column.allowed:
        return
    hidden, others = 0, elsewhere(export, match.column.name)
    folds: dict[str, int] = {}
    for text, rows in held.texts.items():
        folds[text.lower()] = folds.get(text.lower(), 0) + rows
    for folded, rows in folds.items():
        if folded in understood(match.column) or folded in NOT_KNOWN:
            continue
        if folded in others:
            theirs, code, title = others[folded]
            yield _line(f"{_text(theirs)} = {_text(code)}", f"likely: as in {title}")
        elif not match.sure.startswith(GUESS) and may_be_shown(folded, rows):
            allowed = ", ".join(match.column.allowed)
            yield f'# {_text(folded)} = "{FILL_IN}"  # in {rows:,} rows; one of {allowed}'
        else:
            hidden += 1
    if hidden:
        yield f"# Other texts, rare or not surely codes and so not shown: {hidden}. See the file."


def _blank(looked: Looked) -> list[str]:
    """Words that mean not known, as the standard's list has them, found in the file."""
    found = {
        text.lower()
        for each in looked.matched.matches
        if each.column.kind in (*DAYS, "code", "ordinal", "council", "organisation", "division")
        for text in looked.contents[each.place].texts
    }
    codes = {code for each in looked.matched.matches for code in understood(each.column)}
    return [text for text in NOT_KNOWN if text in found and text not in codes]


def _left(looked: Looked) -> Iterator[str]:
    """Headings that mean no column, as far as they may be shown, and what their texts look like."""
    used = {each.place for each in looked.matched.matches}
    left = ["" if at in used else text for at, text in enumerate(looked.layout.headings)]
    if any(left):
        yield "# Headings that mean no column of the standard, as far as could be told. They are"
        yield "# dropped on reading and never stored, unless you give them a line above:"
        places = [at for at, text in enumerate(left) if text]
        yield from (_one_left(looked, *each) for each in zip(places, shown(left), strict=True))


def _one_left(looked: Looked, place: int, heading: str) -> str:
    export, taken = looked.matched.export, {each.column.name for each in looked.matched.matches}
    free = [each for each in export.kept if each.name not in taken]
    held = looked.contents.get(place)
    hint = looks_like(export, held, free) if held else ""
    if held and held.shares[PERSONAL] > settings().personal_share:
        hint = "holds personal data: have the provider leave it out, or files are refused"
    return _line(f"#   {heading}", hint) if hint else f"#   {heading}"


def _line(text: str, comment: str) -> str:
    return f"{text:<{WIDTH}}  # {comment}"


def _text(text: str) -> str:
    """A TOML string: JSON's are such."""
    return json.dumps(text.strip() if text != "\t" else text, ensure_ascii=False)


def _list(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_text, texts))}]"
