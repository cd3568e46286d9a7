from network.caching import reading_page
from network.forms.articles import ArticleForm
from network.models import Article

from .contributions import render_contribution
from .readable import get_editable_or_404, get_readable_or_404
from .writing import write


@reading_page
def article(request, slug):
    found = get_readable_or_404(Article.objects.for_page(), request, slug)
    return render_contribution(request, found, "network/article.html")


def article_new(request):
    return write(request, ArticleForm)


def article_edit(request, slug):
    return write(request, ArticleForm, get_editable_or_404(Article.objects, request, slug))
