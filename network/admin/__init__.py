"""The admin of this app: one noun a module."""

from . import comments

__all__ = ["comments"]
