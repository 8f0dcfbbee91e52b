"""What the command that drafts and checks profiles does, and says in plain lines on stdout."""

from argparse import Namespace
from pathlib import Path

from data.profile import FOLDER, own_folder
from data.profile_check import FILL_IN, PROVIDER
from data.profile_file import Fault, faults, guesses, listed
from data.refusal import RefusalError
from data.terminal import DONE, SOMETHING_LEFT_OUT, refuse, say

TOML = ".toml"
THERE = (
    "{} is there already and was left as it is. For another export of the same system, write the "
    "draft elsewhere by --out, and copy its part from [exports...] on to the end of that file."
)


def profile(arguments: Namespace) -> int:
    """Draft a profile for a system that is not known, from a file of it; or check such a draft."""
    if arguments.file.suffix.lower() == TOML:
        return _check(arguments.file)
    out: Path | None = arguments.out
    if arguments.save:
        if not PROVIDER.fullmatch(arguments.save):
            return refuse("Give --save a short name of small letters, digits and _, as harbour.")
        out = own_folder() / f"{arguments.save}{TOML}"
    try:
        drafted = _drafted(arguments.file, arguments.save)
    except RefusalError as refusal:
        return refuse(str(refusal))
    if out is None:
        say(drafted.rstrip())
        return DONE
    own_folder().mkdir(parents=True, exist_ok=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    try:
        with out.open("x", encoding="utf-8") as file:
            file.write(drafted)
    except FileExistsError:
        return refuse(THERE.format(out))
    say(f"A draft was written to {out}. Open it in a text editor.")
    _tell(out, faults(out))
    return DONE


def _drafted(file: Path, name: str) -> str:
    from data.draft import draft

    text = draft(file)
    return text.replace(f'provider = "{FILL_IN}"', f'provider = "{name}"') if name else text


def _check(path: Path) -> int:
    """Say everything that is still wrong with a draft, and what comes next."""
    try:
        found = faults(path)
    except OSError:
        return refuse(f"{path} is no file, or one that this user may not read.")
    _tell(path, found)
    return SOMETHING_LEFT_OUT if found else DONE


def _tell(path: Path, found: list[Fault]) -> None:
    there = path.resolve().parent == own_folder().resolve()
    if found:
        say(listed(str(path), found))
        say(f"When they are put right: python -m data profile {path}")
    elif not there:
        say(f"The profile is sound. It is used as soon as it lies in {own_folder()}")
        _tell_guesses(path)
    else:
        ours = " It takes the place of ours of that name." if (FOLDER / path.name).exists() else ""
        say(f"The profile is sound, and used from the next file on.{ours}")
        _tell_guesses(path)
        say("Next: python -m data load FILE")


def _tell_guesses(path: Path) -> None:
    """What is for a person to check, though a profile may be used with it."""
    if marked := guesses(path):
        say("Check these lines, and take their marks away when they are right:")
        say(*(f"  {path}:{each.line}: {each.text}" for each in marked))
