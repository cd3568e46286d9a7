"""The pages that the operator edits; a new one begins with our first text."""

from django import forms
from django.contrib import admin
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from network.models import Page

from .pages import SLUGS, first_text


@admin.register(Page)
class PageAdmin(admin.ModelAdmin):
    list_display = ["title", "slug", "updated_at"]
    readonly_fields = ["updated_at"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "slug":
            return forms.ChoiceField(choices=[(slug, f"/{slug}/") for slug in SLUGS], label="Page")
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        try:
            page = first_text(initial.get("slug", ""))
        except Http404:
            return initial
        return {"slug": page.slug, "title": page.title, "body": page.body}

    def save_model(self, request, page, form, change):
        page.updated_at = timezone.now()
        super().save_model(request, page, form, change)

    def view_on_site(self, page):
        return reverse(page.slug)
