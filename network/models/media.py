import secrets
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from network.file_formats import LABELS

from .consents import Consented
from .members import Member


def unguessable(instance, filename):
    """Media names cannot be guessed: a draft's picture is found by those who were shown it."""
    return f"photos/{secrets.token_urlsafe(16)}.webp"


def download_name(instance, filename):
    return f"downloads/{secrets.token_urlsafe(16)}"


def private_files():
    return storages["downloads"]


class PhotoQuerySet(models.QuerySet):
    def unattached(self):
        """Those in no gallery at which nothing points: kept while a page had errors, or left behind."""
        found = self.filter(contribution__isnull=True)
        for relation in self.model._meta.get_fields(include_hidden=True):
            if relation.one_to_many:
                rows = relation.related_model._base_manager
                pointing = rows.filter(**{relation.field.name: models.OuterRef("pk")})
                found = found.exclude(models.Exists(pointing))
        return found

    def discard(self):
        """Deletes the rows and, once that is certain, their files."""
        files = [file for photo in self for file in (photo.file, photo.small)]
        self.delete()
        transaction.on_commit(partial(_delete_files, files))


class PhotoManager(models.Manager.from_queryset(PhotoQuerySet)):
    def keep(self, picture, **words):
        """Stores a `network.pictures.Picture`, with its words if there are any yet."""
        photo = self.model(**words)
        for field, content in ((photo.file, picture.large), (photo.small, picture.small)):
            # Django reads the width and height only of a file that has a name.
            field.save("picture", ContentFile(content, name="picture"), save=False)
        photo.save()
        return photo


def _delete_files(files):
    for file in files:
        file.storage.delete(file.name)


class Photo(Consented):
    """A picture, decoded and encoded anew (`network.pictures`): widths and heights in pixels."""

    contribution = models.ForeignKey(
        "network.Contribution",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="photos",
        help_text="The contribution in whose gallery it hangs, if any.",
    )
    position = models.PositiveSmallIntegerField(default=0)
    file = models.ImageField(
        upload_to=unguessable,
        width_field="width",
        height_field="height",
        max_length=120,
    )
    small = models.ImageField(
        upload_to=unguessable,
        width_field="small_width",
        height_field="small_height",
        max_length=120,
    )
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    small_width = models.PositiveIntegerField(editable=False)
    small_height = models.PositiveIntegerField(editable=False)
    alternative_text = models.CharField(
        max_length=300,
        blank=True,
        help_text="What somebody who cannot see the picture needs to know.",
    )
    is_decorative = models.BooleanField("says nothing that the text does not", default=False)
    caption = models.CharField(max_length=300, blank=True)
    credit = models.CharField(max_length=150, blank=True)
    uploaded_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)
    taken_down_at = models.DateTimeField(
        null=True, editable=False, help_text="Since when it hangs nowhere and is shown to nobody."
    )

    objects = PhotoManager()

    class Meta:
        ordering = ["position", "pk"]

    @property
    def is_described(self):
        """Whether somebody said what it shows, or that it says nothing; asked on publication."""
        return bool(self.alternative_text) or self.is_decorative

    def __str__(self):
        return self.caption or self.alternative_text or f"Photo {self.pk}"


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
    downloaded = models.PositiveIntegerField("times downloaded", default=0, editable=False)
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = DownloadQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title

    @property
    def kind_of_file(self):
        """As people call it: "PDF"."""
        return LABELS.get(self.content_type, "File")

    def count(self):
        Download.objects.filter(pk=self.pk).update(downloaded=F("downloaded") + 1)
