from django.contrib.auth.models import (
    AbstractBaseUser,
    BaseUserManager,
    Group,
    PermissionsMixin,
)
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

ORGANISERS = "Organisers"
MODERATORS = "Moderators"


class MemberManager(BaseUserManager):
    def with_group_names(self):
        """Members who know the names of their groups without another query."""
        groups = Group.objects.filter(user=models.OuterRef("pk")).values("name")
        return self.annotate(group_names=ArraySubquery(groups))

    def create_user(self, email, password=None, **fields):
        """Makes a member whose e-mail is kept in lower case; raises ValueError without one."""
        if not email:
            raise ValueError("A member needs an e-mail address.")
        member = self.model(email=email.lower(), **fields)
        member.set_password(password)
        member.save(using=self._db)
        return member

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def writing(self, contribution):
        """Those who began a contribution, or are named on it as an author and agreed to be."""
        began = models.Q(contributions=contribution)
        named = models.Q(
            person__bylines__contribution=contribution,
            person__bylines__confirmed_at__isnull=False,
        )
        return self.filter(began | named).distinct()

    def moderators(self):
        """Those who look after what others say here, and can sign in."""
        moderating = models.Q(groups__name=MODERATORS) | models.Q(is_superuser=True)
        return self.filter(moderating, is_active=True).distinct()


class Member(AbstractBaseUser, PermissionsMixin):
    """An account. What the site shows of its holder is their Person."""

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=150)
    is_staff = models.BooleanField("may open the admin", default=False)
    is_active = models.BooleanField("may sign in", default=True)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = MemberManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="member_email_unique",
                violation_error_message="There is an account with this e-mail address already.",
            ),
        ]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split(" ")[0]

    @cached_property
    def group_names(self):
        return frozenset(self.groups.values_list("name", flat=True))

    @property
    def is_organiser(self):
        return self.is_superuser or ORGANISERS in self.group_names

    @property
    def is_moderator(self):
        return self.is_superuser or MODERATORS in self.group_names
