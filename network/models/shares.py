"""What a model says of how its rows relate contributions to each other."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shares:
    """Two contributions are related whose rows name the same thing: one of the SHARES of a model.

    `by` is the foreign key to the thing, `says` the reason in words, before its name: the column
    `name` of it, which people and topics bring along themselves. Of two reasons that of more
    `weight` (at most 100) counts; `across` is said where the other names the thing by another model.
    Only the rows that meet each filter of `only` (a Q, or a lookup with its value) count, and those
    of which `shown_by`, a path to a contribution, leads to what readers see. `is_ordered` says that
    an index has the rows of a thing in the order of their contributions.
    """

    by: str
    says: str
    weight: int
    name: str = ""
    across: str = ""
    with_topic: str = ""
    only: tuple = ()
    shown_by: str = ""
    is_ordered: bool = False
