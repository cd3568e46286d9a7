from network.caching import reading_page
from network.forms.articles import ArticleForm
from network.models import Article, Download
from network.models.downloads import download_rows, easy_read_first

from .contributions import render_contribution
from .readable import get_editable_or_404, get_readable_or_404
from .writing import write


@reading_page
def article(request, slug):
    """With what it is about, when that is public, and the articles before and after it in time."""
    pages = Article.objects.for_page().annotate(download_rows=download_rows())
    found = get_readable_or_404(pages, request, slug)
    organisations = [partner.organisation for partner in found.partners.all()]
    context = {
        "files": easy_read_first(Download(**row) for row in found.download_rows),
        "about": found.about if found.about and found.about.is_published else None,
        "organisations": [each for each in dict.fromkeys(organisations) if each.about],
    }
    if found.is_published:
        context["earlier"] = Article.objects.before(found)
        context["later"] = Article.objects.after(found)
    return render_contribution(request, found, "network/article.html", context)


def article_new(request):
    """The page that leads here says what it would be about, by its address."""
    return write(request, ArticleForm, initial={"about": request.GET.get("about", "")[:500]})


def article_edit(request, slug):
    return write(request, ArticleForm, get_editable_or_404(Article.objects, request, slug))
