"""What one reader may see of a person."""

from dataclasses import dataclass

from .models import Member, Person
from .permissions import may_see


@dataclass(frozen=True)
class Profile:
    """A person as `reader` (a Member or AnonymousUser) sees them: what is kept from them is empty.

    The person comes with their photo and organisation (`PersonQuerySet.for_page`).
    """

    person: Person
    reader: Member

    def _shown(self, seen_by, value):
        return value if may_see(self.reader, self.person, seen_by) else ""

    @property
    def hides_photo(self):
        return not may_see(self.reader, self.person, self.person.photo_seen_by)

    @property
    def role(self):
        return self._shown(self.person.work_seen_by, self.person.role)

    @property
    def place(self):
        return self._shown(self.person.work_seen_by, self.person.place)

    @property
    def region(self):
        return self._shown(self.person.work_seen_by, self.person.get_region_display())

    @property
    def organisation(self):
        return self._shown(self.person.work_seen_by, self.person.organisation)

    @property
    def about(self):
        return self._shown(self.person.about_seen_by, self.person.about)

    @property
    def can_help_with(self):
        return self._shown(self.person.help_seen_by, self.person.can_help_with)

    @property
    def looking_for(self):
        return self._shown(self.person.looking_seen_by, self.person.looking_for)

    @property
    def line(self):
        """What they do and where, in one line."""
        return ", ".join(str(part) for part in (self.role, self.place or self.region) if part)
