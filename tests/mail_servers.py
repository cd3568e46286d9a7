"""Mail servers that fail, for the setting MAILERS."""

AWAY = {"default": {"BACKEND": "tests.mail_servers.Away"}}
AWAY_SOON = {"default": {"BACKEND": "tests.mail_servers.AwaySoon"}}
BACK = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}


class Away:
    """It takes no message."""

    def __init__(self, **options):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError


class AwaySoon(Away):
    """It goes away after the first message, which is for whoever is in `took`."""

    took: list[str] = []

    def send_messages(self, messages):
        if self.took:
            raise ConnectionRefusedError
        self.took.extend(message.to[0] for message in messages)
        return len(messages)
