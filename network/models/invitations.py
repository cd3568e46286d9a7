from datetime import timedelta

from django.core import signing
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from .bylines import AGREED, REFUSED, Byline
from .contributions import Contribution
from .draft_links import DraftLink, DraftLinkQuerySet
from .people import Person
from .revisions import Revision
from .withdrawals import recount_credits

SIGNER = signing.Signer(sep=".", salt="an invitation")
OWN = "named-"  # before the number of a byline, in place of that of an invitation
LASTS = timedelta(days=30)
UNNAMED = "Somebody who took part"


class InvitationQuerySet(DraftLinkQuerySet):
    def admitting(self):
        """Who is not named any more does not read the draft."""
        return super().admitting().filter(byline__isnull=False)

    def answered(self):
        """Those who said whether they may be named."""
        return self.filter(self._says())

    def awaiting(self):
        """The open ones sent by mail, as long as nobody has said yes or no."""
        return self.open().exclude(email="", sent_at__isnull=True).exclude(self._says())

    def _says(self):
        said = InvitationAnswer.objects.filter(answer__in=(AGREED, REFUSED))
        return Exists(said.filter(invitation=OuterRef("pk")))

    def forget_addresses(self):
        """Forgets the e-mail addresses that are not needed any more: how many. It may run twice."""
        over = Q(revoked_at__isnull=False) | Q(expires_at__lte=timezone.now())
        kept = self.exclude(email="")
        done = kept.filter(over) | kept.filter(pk__in=kept.answered().values("pk"))
        return self.filter(pk__in=done.values("pk")).update(email="")


class InvitationManager(models.Manager.from_queryset(InvitationQuerySet)):
    @transaction.atomic
    def ask(self, *, byline, by, email="", message=""):
        """Asks somebody who is named; what was sent to them before opens nothing any more.

        One with an account is asked at the address of the account, whatever `email` is.
        """
        self.filter(byline=byline).open().update(revoked_at=timezone.now())
        email = "" if byline.person.member_id else email
        return self.create(**self._of(byline), by=by, email=email, message=message)

    def for_byline(self, byline):
        """For a member who answers on the site: the last invitation of theirs, else an unsaved one."""
        last = self.filter(byline=byline, revoked_at__isnull=True).first()
        invitation = last or self.model(**self._of(byline))
        invitation.byline, invitation.contribution = byline, byline.contribution
        invitation.is_on_site = True
        return invitation

    def _of(self, byline):
        return {
            "byline": byline,
            "contribution": byline.contribution,
            "person": byline.person,
            "name": byline.name_as_printed,
            "expires_at": timezone.now() + LASTS,
        }

    def of_token(self, token):
        """The invitation that a link holds, or None when it went with its contribution.

        A link from a member's own pages holds a byline. Raises BadSignature for a token that is
        not ours.
        """
        word = SIGNER.unsign(token)
        if word.startswith(OWN):
            beside = ("contribution", "person__member")
            byline = Byline.objects.select_related(*beside).filter(pk=word[len(OWN) :]).first()
            return byline and self.for_byline(byline)
        beside = ("contribution", "byline__person", "person", "by")
        return self.select_related(*beside).filter(pk=word).first()


class Invitation(DraftLink):
    """Somebody named on a contribution is asked by mail to read it and say what they think.

    It stays as a log when the byline is gone. A member who
    answers on the site without having been sent one has one too, without an address.
    """

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="invitations"
    )
    byline = models.ForeignKey(
        Byline, null=True, on_delete=models.SET_NULL, related_name="invitations"
    )
    person = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="invitations"
    )
    name = models.CharField(max_length=150, help_text="Whom it asks, as named when it was sent.")
    email = models.EmailField(blank=True, help_text="Forgotten once it has run out.")
    message = models.TextField(max_length=1000, blank=True)
    sent_at = models.DateTimeField(null=True, editable=False)

    objects = InvitationManager()

    is_on_site = False  # for the member who is named, signed in

    def __str__(self):
        return f"{self.name} on {self.contribution}"

    @property
    def token(self):
        return SIGNER.sign(f"{OWN}{self.byline_id}" if self.is_on_site else self.pk)

    def get_absolute_url(self):
        return reverse("invitation", args=[self.token])

    def address_of_mail(self):
        """Where it goes: the account of who is named, else the address given; "" for nowhere."""
        member = self.byline and self.byline.person.member
        if member:
            return member.email if member.is_active else ""
        return self.email

    def send_again(self):
        """The same link goes out once more, and works for as long again."""
        rows = Invitation.objects.filter(pk=self.pk, revoked_at__isnull=True)
        rows.update(sent_at=None, expires_at=timezone.now() + LASTS)

    def quotes(self):
        """What is quoted of them on the contribution: by who they are, else by their name."""
        names = {self.name, str(self.person or ""), str(self.byline or "")} - {""}
        theirs = Q(person=self.person_id) if self.person_id else Q()
        for name in names:
            theirs |= Q(person__isnull=True, name_as_printed__iexact=name)
        return self.contribution.quotes.filter(theirs)

    @transaction.atomic
    def approve(self, **printed):
        """They agree to be named, as `printed` says (columns of a byline).

        Gives the answer; None when they had agreed to the same, or are not named any more.
        """
        byline = self._lock()
        if byline is None:
            return None
        changed = [name for name, value in printed.items() if getattr(byline, name) != value]
        unsettled = Byline.objects.unsettled().filter(pk=byline.pk)
        if byline.confirmed_at and not changed and not unsettled.exists():
            return None
        rows = Byline.objects.filter(pk=byline.pk)
        rows.update(**printed, confirmed_at=timezone.now())
        if changed:
            self._note_change("Somebody said how they are to be named.")
        return self._note(InvitationAnswer.Answer.APPROVED)

    @transaction.atomic
    def ask_for_change(self, *, words):
        """They want something changed. The same again is the first one: None."""
        self._lock()
        asked = InvitationAnswer.Answer.CHANGE_ASKED
        if self.pk and self.answers.filter(answer=asked, words=words).exists():
            return None
        return self._note(asked, words=words)

    @transaction.atomic
    def withdraw_name(self, *, keeps_words):
        """Takes their name off it for good; their words go too, unless they let them stay unnamed.

        Earlier revisions forget them as well. None when the name was gone.
        """
        byline = self._lock()
        if byline is None:
            return None
        for quote in self.quotes():
            Revision.objects.forget_row(self.contribution, "quotes", quote.pk)
            if keeps_words:
                self.contribution.quotes.filter(pk=quote.pk).update(
                    person=None, name_as_printed=UNNAMED
                )
            else:
                quote.delete()
        answer = self._note(InvitationAnswer.Answer.NAME_WITHDRAWN)
        Revision.objects.forget_row(self.contribution, "bylines", byline.pk)
        byline.delete()
        self.byline = None
        self._note_change("Somebody took their name off.")
        recount_credits([byline.person])
        return answer

    @transaction.atomic
    def withdraw_quote(self, quote):
        """Takes words of theirs off it; None when they were gone."""
        self._lock()
        count, _ = self.quotes().filter(pk=quote.pk).delete()
        if not count:
            return None
        Revision.objects.forget_row(self.contribution, "quotes", quote.pk)
        self._note_change("Somebody took their words off.")
        return self._note(InvitationAnswer.Answer.QUOTE_WITHDRAWN)

    @transaction.atomic
    def ask_for_renewal(self):
        """Their link has run out, and they would like another: told to the authors once."""
        self._lock()
        asked = InvitationAnswer.Answer.RENEWAL_ASKED
        if self.answers.filter(answer=asked, at__gt=self.expires_at).exists():
            return None
        return self._note(asked)

    def _lock(self):
        """Nobody else saves the contribution until this transaction ends: gives the byline, or None."""
        Contribution.objects.select_for_update().filter(pk=self.contribution_id).first()
        return Byline.objects.filter(pk=self.byline_id).first() if self.byline_id else None

    def _note(self, answer, words=""):
        if self.pk is None:
            self.save()
        return self.answers.create(answer=answer, words=words)

    def _note_change(self, what):
        """What search and cards read is written anew; whoever has it open to write is told."""
        rows = Contribution.objects.filter(pk=self.contribution_id)
        rows.update(updated_at=timezone.now(), updated_by=None)
        child = rows.get().child
        child.refresh_index()
        Revision.objects.note(child, by=None, note=what)


def own_address(byline):
    """Where a member who is named says whether that is right."""
    return reverse("invitation", args=[SIGNER.sign(f"{OWN}{byline.pk}")])


class InvitationAnswer(models.Model):
    """What somebody who was invited said or did, in order: a log that nobody changes."""

    class Answer(models.TextChoices):
        APPROVED = AGREED, "Agreed to be named"
        CHANGE_ASKED = "change", "Asked for a change"
        NAME_WITHDRAWN = REFUSED, "Took their name off"
        QUOTE_WITHDRAWN = "quote", "Took their words off"
        RENEWAL_ASKED = "renewal", "Asked for a new link"

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="answers")
    answer = models.CharField(max_length=10, choices=Answer)
    words = models.TextField(max_length=2000, blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    told_at = models.DateTimeField("authors told", null=True, editable=False)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(answer="change") | ~Q(words=""),
                name="invitation_change_in_words",
                violation_error_message="Say what should be changed.",
            ),
        ]

    def __str__(self):
        return f"{self.invitation}: {self.get_answer_display()}"
