"""The command line: python -m data COMMAND."""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from pydantic import ValidationError

from data import answering, commands, profiling
from data.decisions import COMMAND_LINE, MEANINGS
from data.names import UnclearError
from data.personal.reason import is_personal, problem_with
from data.place import place
from data.plain_parser import PlainParser
from data.refusal import named
from data.regimes import CERTAINTY
from data.taken_back import row_numbers
from data.terminal import NOTHING_DONE, say, the_store


def main(words: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 done, 1 done but something left out, 2 nothing could be done."""
    parser = _parser()
    arguments = parser.parse_args(words)
    complain = partial(_complain, json=getattr(arguments, "progress", "") == "json")
    if arguments.run is commands.release and len(arguments.accept) != len(arguments.because):
        parser.error("every --accept CHECK_ID needs its own --because REASON")
    try:
        return int(arguments.run(arguments))
    except UnclearError as problem:
        say(f"Nothing was done. {problem}")
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
    return NOTHING_DONE


def _about_settings(error: ValidationError) -> str:
    """Which settings are not as data/settings.py allows; never what they hold."""
    wrong = [f"SHARING_{'_'.join(map(str, each['loc'])).upper()}" for each in error.errors()]
    return f"{' and '.join(wrong)}: not a value that data/settings.py allows. Set it and try again."


def _complain(sentence: str, *, json: bool) -> None:
    """On stderr; on stdout for the Load page, which listens to nothing else."""
    (sys.stdout if json else sys.stderr).write(sentence + "\n")


def _whereabouts(file: Path) -> str:
    """A path, fit to be shown: without its folders where they tell who somebody is."""
    name = file.name if file.is_relative_to(the_store().root) else named(file)
    return name if is_personal(str(file.parent)) else str(file.parent / name)


def _parser() -> ArgumentParser:
    parser = PlainParser(
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
    _add_answering(command)
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
    load.add_argument(
        "--profile",
        default="",
        metavar="PROVIDER[:EXPORT]",
        help="the system (and export) to read them as, instead of recognising it by the headings",
    )
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
    _add_date(command)
    first = command("first-start", commands.first_start, "first-start")
    first.set_defaults(run=commands.first_start)


def _add_date(command: Command) -> None:
    date = command(
        "date",
        commands.date,
        "date S32000016 public_task --from 2019-09-02 --certainty confirmed "
        '--source "Letter of the division" --because "the division told us its day"',
    )
    date.add_argument(
        "scope", metavar="AREA", help='"Scotland", or a police division: name, letter or code'
    )
    date.add_argument("regime", metavar="REGIME", help="the lawful basis, such as public_task")
    date.add_argument("--from", dest="earliest", type=_day, required=True, metavar="DAY")
    date.add_argument("--to", dest="latest", type=_day, metavar="DAY", help="when not one day")
    date.add_argument("--certainty", choices=CERTAINTY, required=True)
    date.add_argument("--source", type=_reason, required=True, help="where the date comes from")
    date.add_argument("--because", type=_reason, required=True, metavar="REASON")
    date.add_argument(
        "--by", type=_reason, default=COMMAND_LINE, metavar="WHO", help="who changed it"
    )
    date.set_defaults(run=commands.date)


def _add_looking(command: Command) -> None:
    command("dates", commands.dates, "dates").set_defaults(run=commands.dates)
    profile = command("profile", profiling.profile, "profile new_system.csv --save harbour")
    profile.add_argument(
        "file", type=Path, metavar="FILE", help="of a system not yet known; or a draft, to check"
    )
    place = profile.add_mutually_exclusive_group()
    place.add_argument(
        "--save", default="", metavar="NAME", help="keep the draft for that provider"
    )
    place.add_argument("--out", type=Path, metavar="PATH", help="a file to write, not yet there")
    profile.set_defaults(run=profiling.profile)
    command("status", commands.status, "status").set_defaults(run=commands.status)
    command("releases", commands.releases, "releases").set_defaults(run=commands.releases)
    rollback = command("rollback", commands.rollback, "rollback 2026-11-22.1")
    rollback.add_argument("release", metavar="RELEASE", help="id of the release, as releases lists")
    rollback.set_defaults(run=commands.rollback)


def _add_answering(command: Command) -> None:
    feedback = command("feedback", answering.feedback, "feedback referrals.csv --out back.csv")
    feedback.add_argument("submission", metavar="SUBMISSION", help="its id, or the file's name")
    feedback.add_argument("--out", type=Path, help="file to write, ending in .csv or .xlsx")
    feedback.set_defaults(run=answering.feedback)
    withdraw = command(
        "withdraw", answering.withdraw, 'withdraw referrals.csv --because "sent for another area"'
    )
    withdraw.add_argument("submission", metavar="SUBMISSION", help="its id, or the file's name")
    withdraw.add_argument(
        "--rows", type=row_numbers, metavar="NUMBERS", help="of these rows only, as 12,15-17"
    )
    withdraw.add_argument(
        "--put-back", action="store_true", help="put such rows back that were taken back"
    )
    withdraw.add_argument("--because", required=True, type=_reason, metavar="REASON", help="why")
    withdraw.add_argument("--by", default=COMMAND_LINE, type=_reason, metavar="WHO")
    withdraw.set_defaults(run=answering.withdraw)
    summary = command("summary", answering.summary, "summary assist --out assist.html")
    summary.add_argument(
        "provider", metavar="PROVIDER", help="its short name, such as assist, or its system's title"
    )
    summary.add_argument("--out", type=Path, required=True, help="HTML file to write")
    summary.set_defaults(run=answering.summary)
    decide = command(
        "decide",
        answering.decide,
        'decide referrals.volume_band accept --provider assist --because "a new service opened" '
        "--review-on 2027-03-31",
    )
    decide.add_argument("check", metavar="CHECK", help="id or title, as the Checks page has it")
    decide.add_argument("verb", choices=tuple(MEANINGS), metavar="VERB", help=", ".join(MEANINGS))
    decide.add_argument("--provider", default="", help="for this provider's rows only")
    decide.add_argument(
        "--council", default="", help="for this council area only: its name or code"
    )
    decide.add_argument("--because", required=True, type=_reason, metavar="REASON", help="why")
    decide.add_argument(
        "--review-on", type=_day, metavar="DATE", help="the last day it counts, within a year"
    )
    decide.add_argument("--by", default=COMMAND_LINE, metavar="WHO", help="who decided")
    decide.set_defaults(run=answering.decide)
    listed = command("decisions", answering.decisions, "decisions")
    listed.set_defaults(run=answering.decisions)


def _day(text: str) -> date:
    """A day. Raises ArgumentTypeError, which does not repeat the text."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError("give a day as YYYY-MM-DD, such as 2027-03-31") from None


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
