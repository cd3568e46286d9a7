"""Who promised something says what came of it, by a private link and without an account.

The address is the key: it is in the mail that asks, and on the pages of a member who promised.
"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from events.forms.commitments import OwnTellingForm
from events.models import Commitment
from network import guests
from network.limits import DAY, is_within
from network.sent_forms import sent, status_of

MOST_TELLINGS = 10  # of one promise in a day


def closed(request, *, is_ours):
    status = 410 if is_ours else 404
    return render(request, "events/commitments/link_closed.html", status=status)


private_link = guests.private_link(Commitment.objects.of_token, closed)


@private_link
@require_http_methods(["GET", "HEAD", "POST"])
def commitment_by_link(request, found):
    """One question: was it done?"""
    if not found.is_open:
        return render(request, "events/commitments/told.html", {"commitment": found})
    form = OwnTellingForm(sent(request), instance=found)
    if form.is_valid() and not is_within(MOST_TELLINGS, seconds=DAY, of="tellings", by=found.pk):
        form.add_error(None, "You told us a lot about this today. Send it tomorrow.")
    if form.is_valid():
        member = request.user
        told = found.tell(
            teller=Commitment.Teller.THEMSELVES,
            by=member if member.is_authenticated and found.is_by(member) else None,
            agrees=form.cleaned_data.get("agrees", False),
            **form.told(),
        )
        if told:
            messages.success(request, "Thank you. It stands on the page of the event.")
        else:
            messages.warning(request, "Somebody told what came of it at this moment. That stands.")
        return redirect(found)
    context = {"commitment": found, "form": form}
    return render(request, "events/commitments/telling.html", context, status=status_of(form))


@private_link
@require_http_methods(["GET", "HEAD", "POST"])
def commitment_silence(request, found):
    """Asks whether we shall ask no more, and does so."""
    if request.method == "POST":
        found.stop()
        messages.success(request, "We do not ask you about this any more.")
        return redirect("event", found.event.slug)
    return render(request, "events/commitments/silence.html", {"commitment": found})
