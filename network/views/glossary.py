from django.shortcuts import render

from network.caching import reading_page
from network.models import Term


@reading_page
def glossary(request):
    """The words of the field, each with what it means, on one page: one query."""
    return render(request, "network/glossary.html", {"terms": Term.objects.for_glossary()})
