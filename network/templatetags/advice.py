from django import template

from network.advice import advice_on

register = template.Library()


@register.simple_tag
def advised(form):
    """All that a writer may want to look at; to be asked before the fields of the form are shown."""
    return advice_on(form)
