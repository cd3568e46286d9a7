"""How what is related to a contribution is found: by what both name, what few name before what many do.

Models say what their rows share (`Shares`), in whichever app they are. All that is read is bounded:
of a thing that 200,000 contributions name, as many are looked at as of one that fifty do.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache

from .contributions import Contribution
from .kinds import Kind
from .people import Person
from .shares import Shares
from .topics import Topic

MOST_FOUND = 8  # kept for each; pages show the first few that they do not link already
MOST_THINGS = 12  # that a contribution names by one model
LONGEST_WHAT = 300  # letters of the name of a thing
MOST_READ = 300  # rows of one thing, where no index has them in order
COMMON = 30  # others of one thing that are weighed; what so many share is common
NEWEST = 200  # of each kind and sector, among which those of a region are looked for
PLACE = 20  # the weight of what comes from the same place and sector


@dataclass(frozen=True)
class Sharing:
    """Rows of `model`, of which `link` leads to a contribution, and one of the SHARES of that."""

    model: type
    link: str
    shares: Shares

    @property
    def target(self):
        return self.model._meta.get_field(self.shares.by).related_model

    @property
    def rows(self):
        return self.model._base_manager.filter(*self.shares.only)

    def things(self, contribution):
        """What it names: tuples of (key, name, key of the contribution that must be shown)."""
        by, name, shown_by = self.shares.by, self.shares.name, self.shares.shown_by
        columns = (by, f"{by}__{name}" if name else by, shown_by or by)
        mine = self.rows.filter(**{self.link: contribution.pk, f"{by}__isnull": False})
        found = mine.order_by(by).values_list(*columns)[:MOST_THINGS]
        things = {
            key: (key, named if name else "", source if shown_by else None)
            for key, named, source in found
        }
        return list(things.values())

    def said_in(self, source):
        """The names of things that stand in a contribution, if that is where such things stand."""
        by, shown_by = self.shares.by, self.shares.shown_by
        if not (shown_by and self.shares.name):
            return []
        path = shown_by.removeprefix(by).removeprefix("__") or "pk"
        standing = self.target._base_manager.filter(**{path: source.pk})
        return standing.values_list(self.shares.name, flat=True)

    def others(self, thing, contribution):
        """Keys of other contributions that name it, the newest first; COMMON of them at most."""
        rows = self.rows.filter(**{self.shares.by: thing}).exclude(**{self.link: contribution.pk})
        keys = rows.values_list(self.link, flat=True)
        if self.shares.is_ordered:
            return list(keys.order_by(f"-{self.link}")[:COMMON])
        return sorted(set(keys.order_by()[:MOST_READ]), reverse=True)[:COMMON]

    def among(self, keys, thing):
        """Those of these contributions that name it."""
        rows = self.rows.filter(**{self.shares.by: thing, f"{self.link}__in": keys})
        return set(rows.values_list(self.link, flat=True))


@dataclass(frozen=True)
class Reason:
    """Why another one is related: as `Related` keeps it, and how much that counts."""

    strength: float
    says: str
    what: str = ""
    person: int | None = None
    topic: int | None = None
    source: int | None = None
    with_topic: str = ""

    def is_other(self, reason):
        """Whether it names something else."""
        mine, its = ((each.says, each.what, each.person, each.topic) for each in (self, reason))
        return mine != its

    def kept(self):
        return {
            "says": self.says,
            "what": self.what[:LONGEST_WHAT],
            "person_id": self.person,
            "topic_id": self.topic,
            "source_id": self.source,
        }


@cache
def sharings():
    """Every Sharing of every app."""
    found = {}
    for kind in (Contribution, *Contribution.__subclasses__()):
        for shares in vars(kind).get("SHARES", ()):
            found[kind, shares] = Sharing(kind, "pk", shares)
        for relation in kind._meta.get_fields():
            if relation.one_to_many and not issubclass(relation.related_model, Contribution):
                model = relation.related_model
                for shares in getattr(model, "SHARES", ()):
                    found[model, shares] = Sharing(model, relation.field.name, shares)
    return list(found.values())


def found_for(contribution):
    """Dicts of what `Related` keeps of each other contribution, the strongest reason first."""
    pool = defaultdict(list)
    shared = list(_shared(contribution))
    for mine, thing, theirs in shared:
        keys = theirs.others(thing[0], contribution)
        for key in keys:
            pool[key].append(_reason(mine, theirs, thing, len(keys)))
    for mine, thing, theirs in shared:
        # What is common was read in part: whoever shares something else may share it, too.
        reason = _reason(mine, theirs, thing, COMMON)
        for key in theirs.among(list(pool), thing[0]):
            if all(each.is_other(reason) for each in pool[key]):
                pool[key].append(reason)
    if len(pool) < MOST_FOUND:
        for key in _near(contribution):
            pool[key].append(_place(contribution))
    return _best(pool)


def _shared(contribution):
    """Each thing that it names, with the Sharings by which it does so and by which others may."""
    for mine in sharings():
        for thing in mine.things(contribution):
            for theirs in sharings():
                if theirs.target is mine.target:
                    yield mine, thing, theirs


def _reason(mine, theirs, thing, count):
    """What few share counts up to twice as much as what many do."""
    key, name, source = thing
    is_same = mine is theirs
    says = mine.shares.says if is_same else mine.shares.across or mine.shares.says
    weight = min(mine.shares.weight, theirs.shares.weight)
    return Reason(
        strength=weight * (1 - count / COMMON / 2),
        says=says,
        what=name,
        person=key if mine.target is Person else None,
        topic=key if mine.target is Topic else None,
        source=source,
        with_topic=mine.shares.with_topic if is_same else "",
    )


def _near(contribution):
    """Keys of the newest of its sector that are from its region, too."""
    if not (contribution.sector and contribution.region):
        return []
    found = []
    for kind in Kind:
        near = Contribution.objects.published().of_kind(kind).filter(sector=contribution.sector)
        newest = near.newest_first().values_list("pk", "region")[:NEWEST]
        found += [key for key, region in newest if region == contribution.region]
    return [key for key in found if key != contribution.pk]


def _place(contribution):
    where = f"{contribution.get_region_display()}, {contribution.get_sector_display()}"
    return Reason(strength=PLACE / 2, says="Same place and sector", what=where)


def _best(pool):
    """The best reason of each that is published: those with the best, and then most of them, first."""
    weighed = []
    for key in Contribution.objects.published().filter(pk__in=pool).values_list("pk", flat=True):
        reasons = sorted(pool[key], key=lambda reason: -reason.strength)
        score = reasons[0].strength + sum(reason.strength for reason in reasons[1:]) / 4
        weighed.append((-score, -key, _together(reasons)))
    weighed.sort(key=lambda each: each[:2])
    return [{"other_id": -key, **reason.kept()} for _, key, reason in weighed[:MOST_FOUND]]


def _together(reasons):
    """The strongest; one that says more with a topic does so where they share one."""
    first = reasons[0]
    topic = next((each.topic for each in reasons if each.topic), None)
    if first.with_topic and topic:
        return replace(first, says=first.with_topic, topic=topic)
    return first
