import django.db.models.deletion
from django.db import migrations, models

# A filing copies since when its contribution is public, so that the newest of a topic are read in order.
# Whoever files waits for whoever publishes the same contribution at that moment, and sees what they did.
COPY = """
    CREATE FUNCTION network_filing_copy() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        SELECT published_at INTO NEW.published_at FROM network_contribution
        WHERE id = NEW.content_object_id FOR NO KEY UPDATE;
        RETURN NEW;
    END $$
"""
ON_FILING = """
    CREATE TRIGGER network_filing_copy BEFORE INSERT OR UPDATE OF content_object_id
    ON network_filing FOR EACH ROW EXECUTE FUNCTION network_filing_copy()
"""
FOLLOW = """
    CREATE FUNCTION network_date_filings() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE network_filing SET published_at = NEW.published_at WHERE content_object_id = NEW.id;
        RETURN NULL;
    END $$
"""
ON_PUBLICATION = """
    CREATE TRIGGER network_date_filings AFTER UPDATE OF published_at ON network_contribution
    FOR EACH ROW WHEN (OLD.published_at IS DISTINCT FROM NEW.published_at)
    EXECUTE FUNCTION network_date_filings()
"""
FILL = """
    UPDATE network_filing SET published_at = contribution.published_at
    FROM network_contribution AS contribution WHERE contribution.id = content_object_id
"""
# PostgreSQL counts the hundred commonest topics by itself, and takes all others for equally common.
EACH_TOPIC = "ALTER TABLE network_filing ALTER COLUMN tag_id SET STATISTICS {}"
# The topics of a search entry do not change with the moment.
NO_ENTRY_TOPICS = "DROP TRIGGER network_keep_entry_topics ON network_filing"
ENTRY_TOPICS = """
    CREATE TRIGGER network_keep_entry_topics AFTER INSERT OR {update} OR DELETE
    ON network_filing FOR EACH ROW EXECUTE FUNCTION network_keep_entry_topics()
"""


class Migration(migrations.Migration):
    dependencies = [("network", "0027_written_words")]

    operations = [
        migrations.AddField(
            "filing", "published_at", models.DateTimeField(editable=False, null=True)
        ),
        migrations.RunSQL(
            [
                NO_ENTRY_TOPICS,
                ENTRY_TOPICS.format(update="UPDATE OF tag_id, content_object_id"),
                COPY,
                ON_FILING,
                FOLLOW,
                ON_PUBLICATION,
                FILL,
                EACH_TOPIC.format(1000),
            ],
            [
                EACH_TOPIC.format(-1),
                "DROP TRIGGER network_date_filings ON network_contribution",
                "DROP TRIGGER network_filing_copy ON network_filing",
                "DROP FUNCTION network_date_filings, network_filing_copy",
                NO_ENTRY_TOPICS,
                ENTRY_TOPICS.format(update="UPDATE"),
            ],
        ),
        # The index that begins with the topic and goes on in order takes the place of that of the topic alone.
        migrations.AlterField(
            "filing",
            "tag",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="filings",
                to="network.topic",
            ),
        ),
        migrations.RemoveConstraint("filing", "filing_once"),
        migrations.AddConstraint(
            "filing",
            models.UniqueConstraint(
                fields=("tag", "content_object"), include=("published_at",), name="filing_once"
            ),
        ),
        migrations.AddIndex(
            "filing",
            models.Index(
                models.F("tag"),
                models.OrderBy(models.F("published_at"), descending=True),
                models.OrderBy(models.F("content_object"), descending=True),
                name="filing_newest",
                condition=models.Q(("published_at__isnull", False)),
            ),
        ),
        migrations.AddIndex(
            "article", models.Index(fields=["form", "contribution_ptr"], name="article_form")
        ),
        *(
            migrations.AddIndex(
                "casestudy",
                models.Index(
                    name=f"case_study_{name}",
                    fields=[name, "contribution_ptr"],
                    condition=models.Q((name, ""), _negated=True),
                ),
            )
            for name in ("stage", "running")
        ),
    ]
