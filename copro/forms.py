"""How forms are written as HTML; named by FORM_RENDERER in the settings."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Our markup for `{{ form }}` and `{{ field.as_field_group }}`, allauth's forms included.

    The admin writes its fields itself and is not touched. Needs django.forms in INSTALLED_APPS.
    """

    form_template_name = "components/form/form.html"
    field_template_name = "components/form/field.html"

    def render(self, template_name, context, request=None):
        """Without placeholders: allauth's repeat the label, go once one types, and pass for an answer."""
        context.get("widget", {}).get("attrs", {}).pop("placeholder", None)
        return super().render(template_name, context, request)
