"""The admin of this app: one noun a module."""

from . import (
    comments,
    confirmations,
    contributions,
    invitations,
    members,
    organisations,
    people,
    synonyms,
    takedowns,
    terms,
    topics,
)

__all__ = [
    "comments",
    "confirmations",
    "contributions",
    "invitations",
    "members",
    "organisations",
    "people",
    "synonyms",
    "takedowns",
    "terms",
    "topics",
]
