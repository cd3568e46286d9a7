"""Who is signed in: a member and the groups that they are in, by one query."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, Value

from .models import Member


class MemberBackend(AuthenticationBackend):
    def get_user(self, user_id):
        """The member of a session with `group_names` at hand, which every page asks for."""
        groups = ArrayAgg("groups__name", filter=Q(groups__isnull=False), default=Value([]))
        member = Member.objects.annotate(group_names=groups).filter(pk=user_id).first()
        return member if member and self.user_can_authenticate(member) else None
