from django.apps import AppConfig


class CoproConfig(AppConfig):
    name = "copro"
