"""Reads our data files: TOML, one file a kind or an item, edited by people who need not program."""

import tomllib
from contextlib import contextmanager
from pathlib import Path

from django.core.exceptions import ObjectDoesNotExist, ValidationError

DATA = Path(__file__).parent / "data"


class FoundingError(Exception):
    """Something in a data file cannot be loaded; the message names the file and says what."""


def read(path):
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise FoundingError(f"{path.name}: {error}") from error


def listed(file, name):
    """The blocks called `name` of one file with many: `listed("people", "person")`."""
    return read(DATA / f"{file}.toml").get(name, [])


def items(folder):
    """Each file of a folder as (its name without the ending, what it says), by name."""
    for path in sorted((DATA / folder).glob("*.toml")):
        with naming(path.name):
            yield path.stem, read(path)


@contextmanager
def naming(where):
    """Says where, when what is in a file cannot be loaded."""
    try:
        yield
    except (ValidationError, ObjectDoesNotExist, KeyError, ValueError) as error:
        raise FoundingError(f"{where}: {error}") from error
