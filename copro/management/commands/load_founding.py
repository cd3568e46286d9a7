from django.core.management.base import BaseCommand, CommandError

from copro.founding.loading import load
from copro.founding.reading import FoundingError


class Command(BaseCommand):
    help = (
        "Loads the founding content: organisations, people, reports, events, articles, case studies, comments and "
        "pages. It may be run again: what people have changed since is left alone."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--with-accounts",
            action="store_true",
            help="make the demo's accounts too, with a password that is no secret: never on a real site",
        )

    def handle(self, *, with_accounts, **options):
        def say(step):
            if options["verbosity"]:
                self.stdout.write(f"  {step} …")

        try:
            load(with_accounts=with_accounts, say=say)
        except FoundingError as error:
            raise CommandError(str(error)) from error
