from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import migrations, models

from network.models.newest import published_day
from network.models.searching import weighted


class Migration(migrations.Migration):
    """Who said a part is among its words. A generated column cannot change, so it is made anew."""

    dependencies = [("network", "0025_listed_quickly")]

    operations = [
        migrations.RemoveIndex("passage", "passage_words"),
        migrations.RemoveField("passage", "search"),
        migrations.AddField(
            "passage",
            "search",
            models.GeneratedField(
                expression=weighted("heading", "A")
                + weighted("said_by", "B")
                + weighted("text", "D"),
                output_field=SearchVectorField(),
                db_persist=True,
            ),
        ),
        migrations.AddIndex(
            "passage",
            GinIndex("search", published_day(), fastupdate=False, name="passage_words"),
        ),
    ]
