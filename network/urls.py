from django.urls import register_converter

from .converters import KindConverter, SlugConverter

register_converter(SlugConverter, "uslug")
register_converter(KindConverter, "kind")

urlpatterns = []
