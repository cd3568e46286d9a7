"""The admin of this app: one noun a module."""

from . import comments, members, organisations, people, topics

__all__ = ["comments", "members", "organisations", "people", "topics"]
