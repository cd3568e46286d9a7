"""Mail with an address at which it is stopped."""

import email.policy
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader

from django.core.mail import EmailMultiAlternatives


class Whole(UnstructuredHeader, BaseHeader):
    """A header that stays on one line. Python encodes what is longer than a folded line, address or not."""

    def fold(self, *, policy):
        return f"{self.name}: {self}{policy.linesep}"  # at most 998 letters: RFC 5322, 2.1.1


class StoppableMail(EmailMultiAlternatives):
    """One whose List-Unsubscribe (RFC 2369), an address in plain letters, programs can read."""

    def message(self, *, policy=email.policy.default):
        headers = HeaderRegistry()
        headers.map_to_type("list-unsubscribe", Whole)
        return super().message(policy=policy.clone(header_factory=headers))
