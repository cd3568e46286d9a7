"""Topics, organisations, people and, in the demo, their accounts. What is there already is left alone."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group

from network.models import Member, Organisation, Person, Topic

from . import photos
from .reading import listed, naming
from .rows import fill

PASSWORD = "co-production"  # noqa: S105 (printed by the demo, for the demo)
SEEN = (
    "listed",
    "photo_seen_by",
    "work_seen_by",
    "about_seen_by",
    "help_seen_by",
    "looking_seen_by",
)


def load_topics():
    for block in listed("topics", "topic"):
        with naming(f"topics.toml, {block.get('slug')}"):
            make_once(Topic, block)


def load_organisations():
    for block in listed("organisations", "organisation"):
        with naming(f"organisations.toml, {block.get('slug')}"):
            make_once(Organisation, block)


def load_people(*, with_accounts):
    """Everybody named in people.toml; with accounts, those too of the demo's members."""
    for block in listed("people", "person"):
        with naming(f"people.toml, {block.get('slug')}"):
            person = Person.objects.filter(slug=block["slug"]).first() or make_person(block)
            if with_accounts and "account" in block:
                give_account(person, block)


def make_once(model, block):
    """What already stands under this slug is left alone."""
    there = model.objects.filter(slug=block["slug"]).first()
    if there:
        return there
    thing = fill(model(), block)
    thing.full_clean()
    thing.save()
    return thing


def make_person(block):
    """What we tell of people comes from public pages, or they were made up: everybody may see it."""
    person = fill(
        Person(**dict.fromkeys(SEEN, "everyone")),
        block,
        without=("organisation", "picture", "account", "group"),
    )
    if "organisation" in block:
        person.organisation = Organisation.objects.get(slug=block["organisation"])
    if "picture" in block:
        person.photo = photos.take_in(
            block["picture"], alternative_text=f"Drawing of {person.name}"
        )
    person.full_clean()
    person.save()
    return person


def give_account(person, block):
    """An account with a confirmed e-mail address and the password that the demo prints."""
    email = block["account"]
    if person.member_id or Member.objects.filter(email__iexact=email).exists():
        return
    runs_the_site = block.get("group") == "administrator"
    member = Member.objects.create_user(
        email,
        PASSWORD,
        name=person.name,
        is_staff=runs_the_site,
        is_superuser=runs_the_site,
    )
    if "group" in block and not runs_the_site:
        member.groups.add(Group.objects.get_or_create(name=block["group"])[0])
    EmailAddress.objects.create(user=member, email=email, primary=True, verified=True)
    person.member = member
    person.save(update_fields=["member"])
