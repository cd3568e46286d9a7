import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

# What was published before is found in turn.
PUBLISHED_BEFORE = """
    INSERT INTO network_relatedturn (contribution_id, found_at)
    SELECT id, NULL FROM network_contribution WHERE published_at IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0020_suggestion_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Related",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("says", models.CharField(max_length=60)),
                ("what", models.CharField(blank=True, max_length=300)),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="related",
                        to="network.contribution",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="network.contribution",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reasons_related",
                        to="network.person",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where `what` stands: it is said only while that is published.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="network.contribution",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="network.topic",
                    ),
                ),
            ],
            options={
                "ordering": ["contribution", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("contribution", "other"), name="related_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("contribution", django.db.models.expressions.F("other")), _negated=True
                        ),
                        name="related_is_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RelatedTurn",
            fields=[
                (
                    "contribution",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="related_turn",
                        serialize=False,
                        to="network.contribution",
                    ),
                ),
                ("found_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("found_at"), models.F("contribution"), name="related_turn_oldest"
                    )
                ],
            },
        ),
        migrations.RunSQL(PUBLISHED_BEFORE, migrations.RunSQL.noop),
    ]
