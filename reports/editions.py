"""Editions as they are printed ("Second edition"), told as a sentence, a style or a program wants them."""

import re

ORDINALS = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)
EDITION = re.compile(
    rf"({'|'.join(ORDINALS)}|\d+(?=st|nd|rd|th))\w*\s+ed(itio)?n?\.?", re.IGNORECASE
)


def edition_in_short(edition, ending):
    """ "2nd ed." of "Second edition"; the first is not told; what is printed otherwise stays as it is."""
    number = number_of(edition)
    if number == 1:
        return ""
    return f"{number}{suffix(number)} {ending}" if number else edition.strip()


def edition_for_programs(edition):
    """ "2nd" of "Second edition", else as it is printed."""
    number = number_of(edition)
    return f"{number}{suffix(number)}" if number else edition.strip()


def number_of(edition):
    """2 of "Second edition" and of "2nd edition"; None where it is printed otherwise."""
    found = EDITION.fullmatch(edition.strip())
    if not found:
        return None
    word = found[1].lower()
    return int(word) if word.isdigit() else ORDINALS.index(word) + 1


def suffix(number):
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def in_a_sentence(edition):
    """As it stands in a sentence: "Second edition" is "the second edition", "2nd, revised" stays."""
    if "edition" not in edition.lower() or edition.lower().startswith("the "):
        return edition
    first, _, rest = edition.partition(" ")
    first = first.lower() if first.istitle() else first
    return f"the {first} {rest}".rstrip()


def is_same_edition(one, other):
    return one.strip().casefold() == other.strip().casefold()
