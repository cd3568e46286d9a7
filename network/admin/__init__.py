"""The admin of this app: one noun a module."""

from . import comments, contributions, invitations, members, organisations, people, topics

__all__ = [
    "comments",
    "contributions",
    "invitations",
    "members",
    "organisations",
    "people",
    "topics",
]
