from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.urls import reverse

from .former_addresses import FormerAddress
from .members import Member
from .organisations import Organisation
from .places import Region
from .searching import Folded, folded
from .slugs import free_slug

MOST_WORDS = 8
# What the directory is searched by: each has an index of trigrams.
FOUND_BY = {"name": "name", "place": "place", "offer": "can_help_with"}


def initials(name):
    """The first letters of the first and the last word, which stand where there is no face."""
    words = name.split()
    return "".join(word[0] for word in words[:1] + words[1:][-1:]).upper()


class SeenBy(models.TextChoices):
    EVERYONE = "everyone", "Everyone"
    MEMBERS = "members", "Members only"
    NOBODY = "nobody", "Nobody but me"


def circles_of(member):
    """The circles that this member or visitor (AnonymousUser) belongs to."""
    if member.is_authenticated:
        return [SeenBy.EVERYONE, SeenBy.MEMBERS]
    return [SeenBy.EVERYONE]


def in_name(word):
    """A letter alone ("J. Smith", "N.H.S.") is looked for only where a word of the name begins."""
    if len(word) == 1 and word.isascii() and word.isalnum():
        return Q(folded_name__regex=rf"\m{word}")
    return Q(folded_name__contains=word)


class PersonQuerySet(models.QuerySet):
    def listed_for(self, member):
        """Those whom the directory shows to this member or visitor (AnonymousUser)."""
        listed = Q(listed__in=circles_of(member)) | Q(is_credited=True)
        return self.filter(listed, withheld_at__isnull=True)

    def visible_to(self, member):
        """Those whose page this member or visitor may open; one's own always."""
        return self.listed_for(member) | self.filter(member_id=member.pk or 0)

    def of_name(self, name):
        """Those with exactly this name, whatever its capitals and accents."""
        return self.alias(folded_name=Folded("name")).filter(folded_name=folded(name))

    def called(self, words):
        """Those with each word in their name, whatever its capitals and accents."""
        found = self.alias(folded_name=Folded("name"))
        for word in folded(words).split()[:MOST_WORDS]:
            found = found.filter(in_name(word))
        return found

    def found_by(self, words, member):
        """Those with each word in their name, or in a place or an offer that `member` may see."""
        circles = circles_of(member)
        found = self.alias(
            **{f"folded_{name}": Folded(column) for name, column in FOUND_BY.items()}
        )
        for word in folded(words).split()[:MOST_WORDS]:
            says = in_name(word)
            if len(word) > 1 or not word.isascii():
                says |= Q(folded_place__contains=word, work_seen_by__in=circles)
                says |= Q(folded_offer__contains=word, help_seen_by__in=circles)
            found = found.filter(says)
        return found

    def working_in(self, region, member):
        """Those in a region, when they let `member` see where they work."""
        return self.filter(region=region, work_seen_by__in=circles_of(member))

    def for_page(self):
        return self.select_related("photo", "organisation")


class PersonManager(models.Manager.from_queryset(PersonQuerySet)):
    def named(self, name, **fields):
        """Makes a person with a free address; two people may have one name."""
        former = FormerAddress.objects.all()
        slug = free_slug(self.all(), name, fallback="person", also=former)
        return self.create(name=name, slug=slug, **fields)

    def of_member(self, member):
        """The person beside this member, made when there is none yet."""
        return self.filter(member=member).first() or self.named(str(member), member=member)


class Person(models.Model):
    """Somebody named on the site, with or without an account: a member's profile."""

    name = models.CharField(max_length=150)
    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)
    member = models.OneToOneField(
        Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="person"
    )
    photo = models.ForeignKey(
        "network.Photo",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="people",
    )
    role = models.CharField(
        "what you do",
        max_length=150,
        blank=True,
        help_text="For example time bank coordinator, carer, councillor.",
    )
    place = models.CharField(max_length=100, blank=True, help_text="Your town or area.")
    region = models.CharField(max_length=30, blank=True, choices=Region)
    about = models.TextField("about you", blank=True, max_length=3000)
    can_help_with = models.TextField("I can help with", blank=True, max_length=1000)
    looking_for = models.TextField("I'm looking for", blank=True, max_length=1000)

    is_credited = models.BooleanField(
        "is named on something published", default=False, editable=False
    )
    withheld_at = models.DateTimeField(
        null=True, editable=False, help_text="Since when their name was taken down everywhere."
    )
    listed = models.CharField(
        "who finds me in the list of people",
        max_length=10,
        choices=SeenBy,
        default=SeenBy.MEMBERS,
    )
    photo_seen_by = models.CharField(max_length=10, choices=SeenBy, default=SeenBy.MEMBERS)
    work_seen_by = models.CharField(
        "who sees what I do and where",
        max_length=10,
        choices=SeenBy,
        default=SeenBy.EVERYONE,
    )
    about_seen_by = models.CharField(max_length=10, choices=SeenBy, default=SeenBy.MEMBERS)
    help_seen_by = models.CharField(max_length=10, choices=SeenBy, default=SeenBy.MEMBERS)
    looking_seen_by = models.CharField(max_length=10, choices=SeenBy, default=SeenBy.MEMBERS)

    objects = PersonManager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "people"
        indexes = [
            models.Index("name", "id", name="person_by_name"),
            models.Index(
                OpClass(Folded("name"), name="text_pattern_ops"), name="person_name_begins"
            ),
            *(
                GinIndex(
                    OpClass(Folded(column), name="gin_trgm_ops"), name=f"person_{name}_trigrams"
                )
                for name, column in FOUND_BY.items()
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("person", args=[self.slug])

    @property
    def initials(self):
        return initials(self.name)

    def name_account(self):
        """Their account, if there is one, goes by the same name."""
        Member.objects.filter(pk=self.member_id).update(name=self.name)
