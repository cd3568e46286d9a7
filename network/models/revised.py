"""What a model says of its place in the revisions of a contribution."""

from dataclasses import dataclass

WITHHELD = "Name withheld"
CONSENT = ("consent_from", "consent_for", "consent_until")


@dataclass(frozen=True)
class Rows:
    """How the rows of a model belong to the revisions of what they hang on: its REVISED.

    `title` is what readers call them. `fields` are kept, compared and put back: all that can be
    edited unless told. Those in `along` are kept only to make a row anew. The field `order`
    numbers the rows from `first`. A row is known again by its id, or by the fields in `once_by`.
    `below` names rows that hang on each of them. One at which rows called `held_by` point is not
    taken away; of what `stays`, only the words go back: files are neither made anew nor removed.
    When a person is forgotten, `unnamed` takes the place of what named them, or the row goes.
    A name is printed only with `named_with`, one of `along`, where that is said.
    """

    title: str
    fields: tuple = ()
    along: tuple = ()
    order: str = "position"
    first: int = 0
    once_by: tuple = ()
    below: tuple = ()
    held_by: tuple = ()
    stays: bool = False
    unnamed: dict | None = None
    named_with: str = ""
