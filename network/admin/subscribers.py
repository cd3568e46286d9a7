"""Who follows what by e-mail: to look up an address and to delete it on request. It is changed by its own link."""

from django.contrib import admin
from django.db.models import Count, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from network.models import Subscriber
from network.models.subscriptions import sorts, subscriptions_of
from network.permissions import may_see_subscribers

from .rights import ToRead


@admin.register(Subscriber)
class SubscriberAdmin(ToRead):
    list_display = [
        "address",
        "follows",
        "rhythm",
        "began_at",
        "told_until",
        "paused_at",
        "refusals",
    ]
    list_filter = [
        "rhythm",
        ("member", admin.EmptyFieldListFilter),
        ("paused_at", admin.EmptyFieldListFilter),
        "refusals",
    ]
    show_facets = admin.ShowFacets.ALWAYS
    search_fields = ["email", "member__email"]
    date_hierarchy = "began_at"
    list_select_related = ["member"]
    fields = ["address", "things", "waiting", *list_display[2:]]
    readonly_fields = fields

    def get_queryset(self, request):
        total = Value(0)
        for sort in sorts():
            rows = sort.objects.confirmed().filter(subscriber=OuterRef("pk")).order_by()
            counted = rows.values("subscriber").annotate(n=Count("pk")).values("n")
            total += Coalesce(Subquery(counted), 0)
        return super().get_queryset(request).annotate(follow_count=total)

    @admin.display(ordering="follow_count")
    def follows(self, subscriber):
        return subscriber.follow_count

    @admin.display(description="follows")
    def things(self, subscriber):
        return "; ".join(map(str, subscriptions_of(subscriber))) or "–"

    @admin.display(description="not confirmed yet")
    def waiting(self, subscriber):
        return "; ".join(map(str, subscriptions_of(subscriber, waiting=True))) or "–"

    def has_module_permission(self, request):
        return may_see_subscribers(request.user)

    def has_view_permission(self, request, obj=None):
        return may_see_subscribers(request.user)

    def has_delete_permission(self, request, obj=None):
        return may_see_subscribers(request.user)
