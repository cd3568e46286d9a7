import contextlib
import secrets
from functools import partial
from itertools import product

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.tasks import task
from django.utils import timezone

from network.pictures import ENDINGS, LARGE, renditions, widths_for

from .consents import Consented, ending_index
from .members import Member
from .people import Person, circles_of
from .revised import Rows

MOST_SMALL, MOST_FACE = 960, 320  # pixels: widths that pictures in cards, and faces, are shown in


def new_token():
    """128 random bits: the folder of one picture's files."""
    return secrets.token_urlsafe(16)


def unguessable(instance, filename):
    """By its folder, which nobody can guess, a request for a file finds its photo."""
    return f"{instance.folder}/{filename}"


def srcset(token, widths, ending, *, up_to):
    """The renditions of one photo up to a width in pixels, the least in any case (HTML, srcset)."""
    url = Photo._meta.get_field("file").storage.url
    return ", ".join(
        f"{url(f'photos/{token}/{width}.{ending}')} {width}w"
        for number, width in enumerate(widths or ())
        if width <= up_to or number == 0
    )


class PhotoQuerySet(models.QuerySet):
    def public(self):
        """Those that stand on something published, and faces that their owners show to everyone."""
        return self.filter(_shown(AnonymousUser()))

    def shown_to(self, member, *, shared=()):
        """Those that this member (or AnonymousUser) may see, whatever was taken down.

        They stand where the member may read, or the member brought them. `shared` are the numbers
        of contributions that a private link shows to whoever asks.
        """
        return self.filter(_shown(member, shared))

    def with_publicity(self):
        """Says of each in `is_public` whether it is one of `public`."""
        return self.annotate(is_public=_shown(AnonymousUser()))

    def of_file(self, name):
        """The photo of a file, by its name in the storage."""
        folder = name.split("/")[1:2]
        # Until decision 92 the files of a photo had no folder, and were named by the token itself.
        return self.filter(token="".join(folder).partition(".")[0])

    def unattached(self):
        """Those in no gallery at which nothing points: kept while a page had errors, or left behind."""
        found = self.filter(contribution__isnull=True)
        for relation in self.model._meta.get_fields(include_hidden=True):
            if relation.one_to_many:
                rows = relation.related_model._base_manager
                pointing = rows.filter(**{relation.field.name: models.OuterRef("pk")})
                found = found.exclude(Exists(pointing))
        return found

    def without_renditions(self):
        return self.filter(renditions=None)

    def discard(self):
        """Deletes the rows and, once that is certain, their files."""
        folders = [(photo.file.storage, photo.folder, photo.file_names()) for photo in self]
        self.delete()
        for storage, folder, names in folders:
            transaction.on_commit(partial(_delete_files, storage, folder, names))


def _shown(member, shared=()):
    """The condition of `PhotoQuerySet.shown_to`."""
    readable = Photo._meta.get_field("contribution").related_model.objects.visible_to(member)
    if shared:
        readable = readable.model.objects.filter(Q(pk__in=shared) | Q(pk__in=readable.values("pk")))
    faces = Person.objects.filter(photo=OuterRef("pk"))
    shown = Q(photo_seen_by__in=circles_of(member), withheld_at__isnull=True)
    if member.is_authenticated:
        shown |= Q(member=member)
    condition = (
        Q(Exists(readable.filter(pk=OuterRef("contribution"))))
        | Q(Exists(readable.filter(cover=OuterRef("pk"))))
        | Q(Exists(readable.filter(videos__still=OuterRef("pk"))))
        | Q(Exists(faces.filter(shown)))
    )
    return condition | Q(uploaded_by=member) if member.is_authenticated else condition


class PhotoManager(models.Manager.from_queryset(PhotoQuerySet)):
    def keep(self, picture, **words):
        """Stores a `network.pictures.Picture`, with its words if there are any yet.

        Its renditions follow behind the request.
        """
        photo = self.model(**words)
        for field, content in ((photo.file, picture.large), (photo.small, picture.small)):
            name = f"{field.field.name}.{picture.ending}"
            # Django reads the width and height only of a file that has a name.
            field.save(name, ContentFile(content, name=name), save=False)
        photo.save()
        transaction.on_commit(partial(make_renditions.enqueue, photo.pk))
        return photo


def _delete_files(storage, folder, names):
    for name in names:
        storage.delete(name)
    with contextlib.suppress(OSError):  # where folders exist, one that is empty goes too
        storage.delete(folder)


@task
def make_renditions(photo_pk):
    """Encodes a photo in its widths, once. Twice at the same time gives the same files."""
    photo = Photo.objects.without_renditions().filter(pk=photo_pk).first()
    if photo:
        photo.make_renditions()


class Photo(Consented):
    """A picture, decoded and encoded anew (`network.pictures`): widths and heights in pixels."""

    CALLED = "caption"
    PART = "photos"

    contribution = models.ForeignKey(
        "network.Contribution",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="photos",
        help_text="The contribution in whose gallery it hangs, if any.",
    )
    position = models.PositiveSmallIntegerField(default=0)
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    renditions = ArrayField(
        models.PositiveSmallIntegerField(),
        null=True,
        editable=False,
        help_text="Widths in pixels, each there as AVIF and as WebP; empty until they are made.",
    )
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

    REVISED = Rows(
        "Photos", fields=("alternative_text", "is_decorative", "caption", "credit"), stays=True
    )

    class Meta:
        ordering = ["position", "pk"]
        indexes = [ending_index("photo")]

    @property
    def is_described(self):
        """Whether somebody said what it shows, or that it says nothing; asked on publication."""
        return bool(self.alternative_text) or self.is_decorative

    def is_shown_to(self, member, shared=()):
        """Whether it is one of `PhotoQuerySet.shown_to`; one query."""
        return Photo.objects.shown_to(member, shared=shared).filter(pk=self.pk).exists()

    @property
    def read_out(self):
        """What a screen reader says of it: nothing where it adds nothing."""
        return "" if self.is_decorative else self.alternative_text

    @property
    def folder(self):
        return f"photos/{self.token}"

    def rendition_name(self, width, ending):
        return f"{self.folder}/{width}.{ending}"

    def file_names(self):
        """The names in the storage of all its files, of its renditions too where they may exist."""
        sizes = product(widths_for(self.width), ENDINGS)
        return [self.file.name, self.small.name, *(self.rendition_name(*size) for size in sizes)]

    def srcset(self, ending, *, up_to=LARGE):
        """Its renditions ("avif" or "webp") for the attribute; empty until they are made."""
        return srcset(self.token, self.renditions, ending, up_to=up_to)

    # For pictures across a page, for those in cards and galleries, and for faces.
    avif = property(lambda self: self.srcset("avif"))
    webp = property(lambda self: self.srcset("webp"))
    small_avif = property(lambda self: self.srcset("avif", up_to=MOST_SMALL))
    small_webp = property(lambda self: self.srcset("webp", up_to=MOST_SMALL))
    face_avif = property(lambda self: self.srcset("avif", up_to=MOST_FACE))
    face_webp = property(lambda self: self.srcset("webp", up_to=MOST_FACE))

    def make_renditions(self):
        """Stores its renditions, and notes their widths once all are there.

        One whose file is missing gets none. Should it be deleted meanwhile, nothing is left.
        """
        storage, names = self.file.storage, []
        try:
            with storage.open(self.file.name) as file:
                for width, ending, content in renditions(file):
                    names.append(_put(storage, self.rendition_name(width, ending), content))
        except FileNotFoundError:
            names = []
        widths = widths_for(self.width) if names else []
        kept = Photo.objects.filter(pk=self.pk).update(renditions=widths)
        if not kept:
            _delete_files(storage, self.folder, names)

    def __str__(self):
        return self.caption or self.alternative_text or f"Photo {self.pk}"


def _put(storage, name, content):
    """Writes a file in place of one that an attempt before may have left unfinished."""
    storage.delete(name)
    given = storage.save(name, ContentFile(content))
    if given != name:  # somebody else wrote the same just now
        storage.delete(given)
    return name
