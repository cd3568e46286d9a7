"""Forms on pages: what was sent to one, and the status of the page that shows it again."""


def sent(request):
    """What a form is bound to: None while nothing was sent, so that an empty one counts as sent too."""
    return request.POST if request.method == "POST" else None


def status_of(*forms):
    """422 for a page that shows a form again with what is wrong in it (RFC 9110, section 15.5.21); else 200."""
    return 422 if any(form.is_bound and not form.is_valid() for form in forms if form) else 200
