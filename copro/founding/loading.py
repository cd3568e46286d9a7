"""Loads the founding content: all of it or, when something is wrong in a file, nothing."""

from django.db import transaction

from .articles import load_articles
from .bookings import load_bookings
from .case_studies import load_case_studies
from .changes_of_plan import load_changes_of_plan
from .claims import load_claims
from .collections import load_collections
from .comments import load_comments
from .commitments import load_commitments
from .events import load_events
from .following import load_following
from .glossary import load_glossary
from .live import load_live_questions
from .open_answers import load_open_answers
from .pages import load_pages
from .people import load_organisations, load_people, load_topics
from .recommendations import load_what_is_said_of_recommendations
from .reports import link_sources, load_reports
from .synonyms import load_synonyms
from .takedowns import load_takedowns


@transaction.atomic
def load(*, with_accounts=False, say=lambda step: None):
    """Loads everything and may be run again at any time; `say` is told each step.

    Contributions that nobody has changed are written anew. All else that is there already (people, organisations,
    topics, series, pages, accounts, comments) is left alone. Raises FoundingError with the name of the file.
    """
    say("Topics, organisations and people")
    load_topics()
    load_organisations()
    load_people(with_accounts=with_accounts)
    say("Reports and events")
    made = [*load_reports(), *load_events()]
    say("Articles and case studies")
    made += load_articles()
    link_sources()
    made += load_case_studies()
    load_claims(made)
    load_open_answers()
    load_commitments()
    load_changes_of_plan(made)
    load_collections()
    say("Comments and pages")
    load_comments(made)
    load_what_is_said_of_recommendations(made)
    if with_accounts:
        load_takedowns(made)
        load_bookings()
        load_live_questions()
        load_following()
    load_pages()
    load_glossary()
    load_synonyms()
