from network.models import Comment
from network.pagination import keyset_page

PAGE = 50


def discussion(request, contribution):
    """What network/comments/discussion.html shows below a contribution: one page of its thread.

    None while it is no public page. Raises Http404 for a cursor that is not one of ours.
    """
    if not contribution.is_published:
        return None
    comments = Comment.objects.filter(contribution_id=contribution.pk)
    cursor = request.GET.get("page", "")
    letters = comments.standing_for(request.user).letters()
    page = keyset_page(letters, ["path"], cursor, PAGE)
    address = contribution.get_absolute_url()
    return {
        "address": address,
        "is_open": contribution.comments_open,
        "count": contribution.comment_count,
        "letters": page.rows,
        "cursor": cursor,
        "earlier": page.previous and f"{address}?page={page.previous}#comments",
        "later": page.next and f"{address}?page={page.next}#comments",
    }
