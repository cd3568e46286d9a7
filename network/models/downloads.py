import secrets

from django.core.files.storage import storages
from django.db import models
from django.db.models import F
from django.utils import timezone

from network import languages
from network.file_formats import LABELS, PDF

from .revised import Rows
from .rows import rows_of


def download_name(instance, filename):
    return f"downloads/{secrets.token_urlsafe(16)}"


def private_files():
    return storages["downloads"]


class DownloadQuerySet(models.QuerySet):
    def unattached(self):
        """Those on no contribution: kept while a page had errors, taken away, or left behind."""
        return self.filter(contribution__isnull=True)

    def forget_unattached(self, *, before):
        """Deletes those that came before a moment, then their files. It may run twice."""
        for download in self.unattached().filter(uploaded_at__lt=before):
            download.file.delete(save=False)
            download.delete()


class Download(models.Model):
    """A file to download, kept apart from public media and served as an attachment."""

    class Form(models.TextChoices):
        """What it is beside what it goes with; "" where nobody said."""

        FULL = "full", "All of it"
        SUMMARY = "summary", "Summary"
        EASY_READ = "easy-read", "Easy Read"
        LARGE_PRINT = "large-print", "Large print"
        ACCESSIBLE = "accessible", "For screen readers"
        SLIDES = "slides", "Slides"
        PRESS = "press", "For the press"

    contribution = models.ForeignKey(
        "network.Contribution",
        null=True,
        blank=True,
        # Then it is unattached, and its file can be forgotten with it.
        on_delete=models.SET_NULL,
        related_name="downloads",
    )
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    file = models.FileField(upload_to=download_name, storage=private_files, max_length=120)
    file_name = models.CharField(max_length=150, help_text="The name it is saved under.")
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    form = models.CharField("what it is", max_length=12, choices=Form, blank=True)
    language = models.CharField(
        max_length=12, choices=languages.CHOICES, default=languages.ENGLISH, help_text="BCP 47."
    )
    edition = models.CharField(
        "the edition it goes with",
        max_length=60,
        blank=True,
        help_text="Of a report, as it is printed. Empty for that of its page.",
    )
    downloaded = models.PositiveIntegerField("times downloaded", default=0, editable=False)
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = DownloadQuerySet.as_manager()

    REVISED = Rows("Files to download", fields=("title", "form", "language", "edition"), stays=True)
    # What pages show of one.
    SHOWN = ("pk", "title", "content_type", "size", "form", "language", "edition")

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title

    @property
    def kind_of_file(self):
        """As people call it: "PDF"."""
        return LABELS.get(self.content_type, "File")

    @property
    def is_pdf(self):
        return self.content_type == PDF.content_type

    @property
    def is_easy_read(self):
        return self.form == self.Form.EASY_READ

    @property
    def is_whole(self):
        """Whether it may be what a page calls the report itself."""
        return self.form in ("", self.Form.FULL)

    @property
    def is_in_english(self):
        return self.language == languages.ENGLISH

    @property
    def english_name_of_language(self):
        return languages.names_of(self.language)[0]

    @property
    def own_name_of_language(self):
        return languages.names_of(self.language)[1]

    def count(self):
        Download.objects.filter(pk=self.pk).update(downloaded=F("downloaded") + 1)


def download_rows():
    """With contributions: what their pages say of their files, in order (see `rows_of`)."""
    rows = Download.objects.order_by("position", "pk")
    return rows_of(rows, "contribution", *Download.SHOWN)


def easy_read_first(files):
    """Downloads as pages show them: those who need Easy Read must not search for it."""
    return sorted(files, key=lambda file: not file.is_easy_read)


def main_of(files):
    """Of Downloads in their order: the one that is the whole, else the first; None without any."""
    return next((file for file in files if file.is_whole), files[0] if files else None)
