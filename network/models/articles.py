from django.db import models
from django.db.models import Q

from .contributions import Contribution, ContributionQuerySet
from .kinds import Kind
from .prose import ProseField
from .shares import Shares


class ArticleQuerySet(ContributionQuerySet):
    def for_page(self):
        return super().for_page().select_related("about__cover")

    def before(self, article):
        """The published article just before this one in time: its title and address."""
        earlier = Q(published_at__lt=article.published_at) | Q(
            published_at=article.published_at, pk__lt=article.pk
        )
        return self._neighbours().filter(earlier).order_by("-published_at", "-pk").first()

    def after(self, article):
        later = Q(published_at__gt=article.published_at) | Q(
            published_at=article.published_at, pk__gt=article.pk
        )
        return self._neighbours().filter(later).order_by("published_at", "pk").first()

    def _neighbours(self):
        # Said although every article is one, so that the parent's index by kind serves.
        return self.published().of_kind(Kind.ARTICLE).only("kind", "slug", "title")


class Article(Contribution):
    """A reflection, a news item or a press release, usually about an event or a report."""

    class Form(models.TextChoices):
        REFLECTION = "reflection", "Reflection"
        NEWS = "news", "News"
        PRESS_RELEASE = "press-release", "Press release"

    KIND = Kind.ARTICLE
    SHARES = (Shares(by="about", says="Also about", weight=90, name="title", shown_by="about"),)

    form = models.CharField("what it is", max_length=15, choices=Form, default=Form.REFLECTION)
    about = models.ForeignKey(
        Contribution,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reflections",
    )
    first_published_in = models.CharField(
        max_length=200, blank=True, help_text="If it appeared elsewhere first: where."
    )
    first_published_at = models.URLField("its first address", blank=True)
    notes_to_editors = ProseField(help_text="For a press release.")

    objects = ArticleQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["form", "contribution_ptr"], name="article_form")]

    def readable_parts(self):
        return [
            *super().readable_parts(),
            self.notes_to_editors,
            self.first_published_in,
        ]
