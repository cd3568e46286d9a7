"""Events for operators. Organisers write on the site; here everything of an event is on one page."""

from django.contrib import admin
from django.utils import timezone

from events.models import (
    Appearance,
    Booking,
    BookingTerms,
    ChangeOfPlan,
    Commitment,
    Event,
    EventSeries,
    Insight,
    LearningOutcome,
    LiveQuestion,
    OpenAnswer,
    OpenQuestion,
    PlanReversal,
    Question,
    QuestionBoard,
    QuestionChange,
    Session,
    WitnessSlot,
    WriteUpWithdrawal,
)
from network.admin.revisions import KeepsRevisions
from network.admin.rights import MadeOnSite, ToRead
from network.models import Partner


class Rows(admin.StackedInline):
    """Rows below an event; those that exist are folded, one empty row waits."""

    extra = 0
    classes = ["collapse"]


class OfEvent(Rows):
    """Rows that point at sessions, interviews or files: only those of the same event are offered."""

    OWNERS = {"session": "event", "witness_slot": "event", "slides": "contribution"}

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if owner := self.OWNERS.get(db_field.name):
            event = request.resolver_match.kwargs.get("object_id") or 0
            kwargs["queryset"] = db_field.related_model.objects.filter(**{owner: event})
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class SessionInline(OfEvent):
    model = Session


class WitnessSlotInline(Rows):
    model = WitnessSlot


class AppearanceInline(OfEvent):
    model = Appearance
    raw_id_fields = ["person", "organisation"]


class QuestionInline(OfEvent):
    model = Question


class InsightInline(OfEvent):
    model = Insight
    raw_id_fields = ["person"]


class LearningOutcomeInline(Rows):
    model = LearningOutcome


class CommitmentInline(Rows):
    """The addresses are here to be deleted when somebody asks for it."""

    model = Commitment
    readonly_fields = ["told_on", "told_by", "stopped_at"]
    view_on_site = False  # its address is that of who promised


class PartnerInline(Rows):
    model = Partner
    raw_id_fields = ["organisation"]


@admin.register(Event)
class EventAdmin(KeepsRevisions, admin.ModelAdmin):
    list_display = ["title", "format", "dated", "place", "series", "stop", "published_at"]
    list_select_related = ["series"]
    list_filter = [
        "format",
        "region",
        ("published_at", admin.EmptyFieldListFilter),
        ("written_up_at", admin.EmptyFieldListFilter),
        "series",
    ]
    search_fields = ["title", "place", "venue"]
    date_hierarchy = "published_at"
    ordering = ["-happened_on", "-pk"]
    show_full_result_count = False
    raw_id_fields = ["launches", "cover"]
    autocomplete_fields = ["series"]
    readonly_fields = ["slug", "created_by", "published_at", "written_up_at", "updated_at"]
    inlines = [
        PartnerInline,
        SessionInline,
        WitnessSlotInline,
        AppearanceInline,
        LearningOutcomeInline,
        QuestionInline,
        InsightInline,
        CommitmentInline,
    ]
    fieldsets = [
        (None, {"fields": ["title", "slug", "format", "summary", "announcement"]}),
        ("When", {"fields": ["dated", "starts", "ended", "ends", "time_zone"]}),
        ("Where", {"fields": ["venue", "address", "place", "region", "online_address"]}),
        ("What it belongs to", {"fields": ["series", "stop", "launches", "sector", "topics"]}),
        (
            "Write-up",
            {"fields": ["body", "heard", "photos_elsewhere"]},
        ),
        ("Page", {"fields": ["cover", "hashtag", "comments_open", *readonly_fields[1:]]}),
    ]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
            obj.give_address()
        super().save_model(request, obj, form, change)


@admin.register(EventSeries)
class EventSeriesAdmin(admin.ModelAdmin):
    list_display = ["title", "planned_stops"]
    search_fields = ["title"]
    prepopulated_fields = {"slug": ["title"]}
    raw_id_fields = ["partners"]


class OpenAnswerInline(Rows):
    model = OpenAnswer
    raw_id_fields = ["contribution", "added_by"]
    exclude = ["witness_answer", "claim"]
    readonly_fields = ["at"]


class QuestionChangeInline(MadeOnSite, Rows):
    """To read: a question is closed and opened again on its own page, with a reason."""

    model = QuestionChange
    readonly_fields = ["what", "by", "at", "reason"]
    can_delete = False


@admin.register(OpenQuestion)
class OpenQuestionAdmin(admin.ModelAdmin):
    list_display = ["text", "closed_at"]
    readonly_fields = ["closed_at"]
    inlines = [OpenAnswerInline, QuestionChangeInline]
    list_filter = [("closed_at", admin.EmptyFieldListFilter)]
    search_fields = ["text"]
    prepopulated_fields = {"slug": ["text"]}
    autocomplete_fields = ["asked_at"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        where = "Asked at no event, it stands on the register once something is said here."
        return super().get_form(request, obj, change, help_texts={"note": where}, **kwargs)


@admin.register(BookingTerms)
class BookingTermsAdmin(admin.ModelAdmin):
    """How an event is booked. Organisers set it on the site, where the waiting list moves up with it."""

    list_display = ["event", "places", "where", "opens_on", "closes_on", "takes_guests"]
    list_select_related = ["event"]
    search_fields = ["event__title"]
    raw_id_fields = ["event"]

    def save_model(self, request, obj, form, change):
        obj.updated_at, obj.updated_by = timezone.now(), request.user
        super().save_model(request, obj, form, change)


@admin.register(Booking)
class BookingAdmin(MadeOnSite, admin.ModelAdmin):
    """To look one up, and to delete what somebody asks to be deleted; what people need is for organisers."""

    list_display = ["name", "email", "event", "state", "at"]
    list_select_related = ["event"]
    search_fields = ["name", "email"]
    show_full_result_count = False
    exclude = ["access_needs", "diet", "words"]
    readonly_fields = [
        *("event", "member", "name", "email", "by", "at", "attendance", "is_listed"),
        *("has_place", "confirmed_at", "offered_until", "ended_at", "ended", "came_at"),
    ]

    def has_change_permission(self, request, obj=None):
        return False

    def log_deletions(self, request, queryset):
        """What is noted for good says which booking was deleted, and not whose it was."""
        return super().log_deletions(request, [Booking(pk=booking.pk) for booking in queryset])


@admin.register(ChangeOfPlan)
class ChangeOfPlanAdmin(ToRead):
    """To read: an event is called off, and takes place after all, on its own page, which tells those booked."""

    list_display = ["event", "what", "by", "at"]
    list_select_related = ["event", "by"]
    list_filter = ["what"]
    search_fields = ["event__title", "reason"]


@admin.register(PlanReversal)
class PlanReversalAdmin(ChangeOfPlanAdmin):
    """To read as well."""


@admin.register(WriteUpWithdrawal)
class WriteUpWithdrawalAdmin(ChangeOfPlanAdmin):
    """To read: it is done on the page of the event."""

    list_display = ["event", "reason", "by", "at"]
    list_filter = []


class LiveQuestionInline(Rows):
    model = LiveQuestion
    fields = ["text", "name", "standing", "answer", "answered_by", "agreed"]


@admin.register(QuestionBoard)
class QuestionBoardAdmin(admin.ModelAdmin):
    """To find whose board a code is, and to take out what should never have been asked."""

    list_display = ["event", "code", "opened_at"]
    list_select_related = ["event"]
    search_fields = ["code", "event__title"]
    raw_id_fields = ["event"]
    readonly_fields = ["code"]
    inlines = [LiveQuestionInline]
