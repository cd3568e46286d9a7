from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models

from network.models.searching import Folded


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0019_versions_of_files"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="contribution",
            name="contribution_title_trigrams",
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=GinIndex(
                OpClass(Folded("title"), name="gin_trgm_ops"), name="contribution_title_trigrams"
            ),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(
                OpClass(Folded("title"), name="text_pattern_ops"),
                condition=models.Q(("published_at__isnull", False)),
                name="contribution_title_begins",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                OpClass(Folded("name"), name="text_pattern_ops"), name="person_name_begins"
            ),
        ),
        migrations.AddIndex(
            model_name="topic",
            index=GinIndex(OpClass(Folded("name"), name="gin_trgm_ops"), name="topic_trigrams"),
        ),
    ]
