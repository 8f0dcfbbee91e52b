"""The command line: python -m data COMMAND."""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from pydantic import ValidationError

from data import commands
from data.personal import is_personal, problem_with
from data.place import place
from data.refusal import named


def main(words: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 done, 1 done but something left out, 2 nothing could be done."""
    parser = _parser()
    arguments = parser.parse_args(words)
    complain = partial(_complain, json=getattr(arguments, "progress", "") == "json")
    if arguments.run is commands.release and len(arguments.accept) != len(arguments.because):
        parser.error("every --accept CHECK_ID needs its own --because REASON")
    try:
        return int(arguments.run(arguments))
    except KeyboardInterrupt:
        complain("Stopped. Nothing is left half done; run the command again when it suits.")
    except OSError as error:
        file = Path(os.fsdecode(error.filename or ""))
        complain(f"{error.strerror or 'A file could not be used'}: {_whereabouts(file)}")
    except ValidationError as error:
        complain(_about_settings(error))
    except Exception as error:  # noqa: BLE001 - its message, and a traceback, may show a value
        complain(
            f"Something unforeseen happened ({type(error).__name__} at {place(error)}). "
            "Nothing is left half done. Run the command again; if it says the same, pass this "
            "sentence on to the people who run this service."
        )
    return commands.NOTHING_DONE


def _about_settings(error: ValidationError) -> str:
    """Which settings are not as data/settings.py allows; never what they hold."""
    wrong = [f"SHARING_{'_'.join(map(str, each['loc'])).upper()}" for each in error.errors()]
    return f"{' and '.join(wrong)}: not a value that data/settings.py allows. Set it and try again."


def _complain(sentence: str, *, json: bool) -> None:
    """On stderr; on stdout for the Load page, which listens to nothing else."""
    (sys.stdout if json else sys.stderr).write(sentence + "\n")


def _whereabouts(file: Path) -> str:
    """A path, fit to be shown: without its folders where they tell who somebody is."""
    folder = file.parent
    return named(file) if is_personal(str(folder)) else str(folder / named(file))


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="python -m data",
        description="Load exports, publish releases. Exit codes: 0 done; 1 done, but something was "
        "rejected or withheld; 2 nothing could be done.",
    )
    add = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[Namespace], int], example: str) -> ArgumentParser:
        return add.add_parser(
            name,
            help=run.__doc__,
            description=run.__doc__,
            epilog=f"example:\n  python -m data {example}",
            formatter_class=RawDescriptionHelpFormatter,
        )

    _add_work(command)
    _add_looking(command)
    for name, each in add.choices.items():
        if name in ("load", "release", "sample", "first-start"):
            each.add_argument(
                "--progress",
                choices=("bar", "json"),
                default="bar",
                help="bars on stderr, or one JSON object a line on stdout",
            )
    return parser


Command = Callable[[str, Callable[[Namespace], int], str], ArgumentParser]


def _add_work(command: Command) -> None:
    load = command("load", commands.load, "load inbox/ more/referrals.csv")
    load.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file or a folder")
    load.set_defaults(run=commands.load)
    release = command(
        "release",
        commands.release,
        'release --accept referrals.volume_band --because "new service opened"',
    )
    release.add_argument(
        "--accept", action="append", default=[], metavar="CHECK_ID", help="publish though it fails"
    )
    release.add_argument(
        "--because",
        action="append",
        default=[],
        type=_reason,
        metavar="REASON",
        help="why, for the record; as --because=REASON when it starts with a hyphen",
    )
    release.set_defaults(run=commands.release)
    sample = command("sample", commands.sample, "sample --rows 100000 --out samples/")
    sample.add_argument("--rows", type=_rows, required=True, help="about how many rows in all")
    sample.add_argument("--out", type=Path, required=True, help="folder to write to")
    sample.set_defaults(run=commands.sample)
    first = command("first-start", commands.first_start, "first-start")
    first.set_defaults(run=commands.first_start)


def _add_looking(command: Command) -> None:
    command("status", commands.status, "status").set_defaults(run=commands.status)
    command("releases", commands.releases, "releases").set_defaults(run=commands.releases)
    rollback = command("rollback", commands.rollback, "rollback 2026-11-22.1")
    rollback.add_argument("release", metavar="RELEASE", help="id of the release, as releases lists")
    rollback.set_defaults(run=commands.rollback)


def _reason(text: str) -> str:
    """A reason that can be kept. Raises ArgumentTypeError, which does not repeat it."""
    problem = problem_with(text)
    if problem:
        raise ArgumentTypeError(problem)
    return text.strip()


def _rows(text: str) -> int:
    """A whole number above zero. Raises ArgumentTypeError, which does not repeat the text."""
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise ArgumentTypeError("give a whole number above zero, such as 100000")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
