"""Which contributions are events that are called off, for cards of every kind beside each other."""

from django.db.models import Case, Value, When

# By the names that the app of events gives to its tables, as a card of any kind is one row.
CALLED_OFF = Case(
    When(event__change_of_plan__what="cancelled", then=Value("Cancelled")),
    When(event__change_of_plan__what="postponed", dated="", then=Value("Postponed")),
    default=Value(""),
)
