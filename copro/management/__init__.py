from django.core.management.base import CommandError


class Sorry(CommandError):  # noqa: N818 (Django prints the name: it is the first word of the sentence)
    """What stops a command, in one sentence for the person at the terminal. Django prints it after its name."""
