"""Write anew what search finds, after an upgrade that reads pages otherwise."""

from django.core.management.base import BaseCommand

from network.models import Contribution
from network.tasks import refresh_all


class Command(BaseCommand):
    help = (
        "Writes anew what search finds of every contribution, behind the request and some at a time. It may be run "
        "again, and changes nothing that is right already."
    )

    def handle(self, **options):
        refresh_all.enqueue()
        if options["verbosity"]:
            many = Contribution.objects.count()
            self.stdout.write(f"The worker refreshes {many:,} contributions, some at a time.")
