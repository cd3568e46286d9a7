from allauth.account.auth_backends import AuthenticationBackend

from .models import Member


class MemberBackend(AuthenticationBackend):
    """Signs in by e-mail, and fetches whose session it is: with their groups, in one query."""

    def get_user(self, user_id):
        member = Member.objects.with_group_names().filter(pk=user_id).first()
        return member if member and self.user_can_authenticate(member) else None
