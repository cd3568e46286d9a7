"""The admin of this app: one noun a module."""

from . import (
    comments,
    confirmations,
    contributions,
    invitations,
    members,
    organisations,
    people,
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
    "takedowns",
    "terms",
    "topics",
]
