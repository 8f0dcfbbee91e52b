"""Judges short texts that people write for the record: a file's name, a reason."""

from data.personal.found import found_in

REASON_LENGTH = 300


def is_personal(text: str) -> bool:
    """Whether a short text of any kind (a file's name, a reason) tells who somebody is."""
    return bool(found_in([text])[0])


def problem_with(reason: str) -> str:
    """Why a reason cannot be kept for the record, as a sentence; nothing when it can."""
    if not reason.strip():
        return "Give a reason."
    if len(reason) > REASON_LENGTH:
        return f"Give a reason in {REASON_LENGTH} characters or fewer."
    if is_personal(reason):
        return (
            "The reason holds what looks like a CHI or National Insurance number, an email "
            "address, a phone number, a postcode or a date of birth: say it without."
        )
    return ""
