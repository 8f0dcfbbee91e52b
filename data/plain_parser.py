"""A parser of commands that says what is wrong in plain sentences, without repeating a value."""

import re
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from difflib import get_close_matches
from typing import NoReturn

from data.grammar import capital
from data.terminal import NOTHING_DONE

LACKING = re.compile(r"the following arguments are required: (.+)")
ODD_CHOICE = re.compile(r"argument (.+?): invalid choice: '(.*)' \(choose from (.+)\)", re.DOTALL)
NO_VALUE = re.compile(r"argument (.+?): expected .+")
NOT_ALLOWED = re.compile(r"argument (.+?): not allowed with argument (.+)")
UNKNOWN = re.compile(r"unrecognized arguments: .*", re.DOTALL)
AMBIGUOUS = re.compile(r"ambiguous option: .*? could match (.+)", re.DOTALL)
OTHER = re.compile(r"argument (.+?): (.+)", re.DOTALL)
LIKE = 0.6


class PlainParser(ArgumentParser):
    """Says in one sentence what is wrong and what is allowed, in another what to do next."""

    def error(self, message: str) -> NoReturn:
        """End with exit code 2."""
        sys.stderr.write(f"{plainly(message)} {self._next()}\n")
        sys.exit(NOTHING_DONE)

    def _next(self) -> str:
        _, _, example = (self.epilog or "").partition("example:\n")
        such = f"Such as: {example.strip()}. " if example else ""
        return f"{such}Help: {self.prog} --help"


def plainly(message: str) -> str:
    """What argparse found wrong, as a sentence without the value that was given."""
    if found := LACKING.fullmatch(message):
        return f"This is still to be given: {found[1]}."
    if found := ODD_CHOICE.fullmatch(message):
        return _choices(found[1], found[2], [each.strip("' ") for each in found[3].split(",")])
    if found := NO_VALUE.fullmatch(message):
        return f"{found[1]} needs something after it; one that starts with a hyphen is joined by =."
    if found := NOT_ALLOWED.fullmatch(message):
        return f"Give {found[1]} or {found[2]}, not both."
    if UNKNOWN.fullmatch(message):
        return (
            "Something was given that this command does not take; a name of several words is put "
            "in quotation marks."
        )
    if found := AMBIGUOUS.fullmatch(message):
        return f"That could be several options: {found[1]}."
    if found := OTHER.fullmatch(message):
        return f"{found[1]}: {found[2].rstrip('.')}."
    return f"{capital(message)}."


def _choices(name: str, given: str, allowed: Sequence[str]) -> str:
    near = get_close_matches(given.lower(), allowed, n=1, cutoff=LIKE)
    meant = f" Did you mean {near[0]}?" if near else ""
    return f"{name} is one of {', '.join(allowed)}.{meant}"
