"""The admin of this app: one noun a module."""

from . import (
    collections,
    comments,
    confirmations,
    contributions,
    invitations,
    members,
    organisations,
    people,
    subscribers,
    synonyms,
    takedowns,
    terms,
    topics,
)

__all__ = [
    "collections",
    "comments",
    "confirmations",
    "contributions",
    "invitations",
    "members",
    "organisations",
    "people",
    "subscribers",
    "synonyms",
    "takedowns",
    "terms",
    "topics",
]
