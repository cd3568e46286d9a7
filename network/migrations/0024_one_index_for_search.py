import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.contrib.postgres.operations import BtreeGinExtension
from django.db import migrations, models

from network.models.searching import SPELLINGS

ONE_SPELLING = f"regexp_replace(%s, '{SPELLINGS}', 'coproduction', 'gi')"
LONGEST_NAMES = 300  # letters of names that stand in the row of an entry


def weighted(text, weight):
    return f"setweight(to_tsvector('copro', {ONE_SPELLING % text}), '{weight}')"


# What is found by its heads is compared by them before anything else is read: they stay short.
HEADS = f"""
    CREATE FUNCTION network_heads_of(title text, names text) RETURNS tsvector LANGUAGE sql IMMUTABLE
    RETURN {weighted("title", "A")} || {weighted(f"left(names, {LONGEST_NAMES})", "B")}
"""
WORDS = f"""
    CREATE FUNCTION network_words_of(title text, summary text, names text, searchable text)
    RETURNS tsvector LANGUAGE sql IMMUTABLE
    RETURN {weighted("title", "A")} || {weighted("summary", "B")} || {weighted("names", "B")}
        || {weighted("searchable", "D")}
"""
# The database keeps the entries, so that nothing that changes or hides a contribution can forget to.
# The words are read anew only when they changed, not by publishing.
KEEP = """
    CREATE OR REPLACE FUNCTION network_keep_search_entry() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        happened int := extract(year FROM NEW.happened_on);
        reworded boolean;
    BEGIN
        IF TG_OP = 'INSERT' THEN
            INSERT INTO network_searchentry
                (contribution_id, published_at, kind, sector, region, year, topics, heads, search)
            VALUES (NEW.id, NEW.published_at, NEW.kind, NEW.sector, NEW.region, happened, '{}',
                network_heads_of(NEW.title, NEW.names),
                network_words_of(NEW.title, NEW.summary, NEW.names, NEW.searchable));
            RETURN NULL;
        END IF;
        reworded := (NEW.title, NEW.summary, NEW.names, NEW.searchable)
            IS DISTINCT FROM (OLD.title, OLD.summary, OLD.names, OLD.searchable);
        UPDATE network_searchentry AS entry
        SET published_at = NEW.published_at, kind = NEW.kind, sector = NEW.sector,
            region = NEW.region, year = happened,
            heads = CASE WHEN reworded THEN network_heads_of(NEW.title, NEW.names) ELSE heads END,
            search = CASE WHEN reworded
                THEN network_words_of(NEW.title, NEW.summary, NEW.names, NEW.searchable)
                ELSE search END
        WHERE contribution_id = NEW.id AND (reworded
            OR (entry.published_at, entry.kind, entry.sector, entry.region, entry.year)
            IS DISTINCT FROM (NEW.published_at, NEW.kind, NEW.sector, NEW.region, happened));
        RETURN NULL;
    END $$
"""
KEEP_TOPICS = """
    CREATE FUNCTION network_keep_entry_topics() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE network_searchentry AS entry SET topics = filed.topics
        FROM (
            SELECT contribution.id, ARRAY(
                SELECT tag_id FROM network_filing WHERE content_object_id = contribution.id
                ORDER BY tag_id
            ) AS topics
            FROM network_contribution AS contribution
            WHERE id IN (OLD.content_object_id, NEW.content_object_id)
        ) AS filed
        WHERE entry.contribution_id = filed.id AND entry.topics <> filed.topics;
        RETURN NULL;
    END $$
"""
ON_FILING = """
    CREATE TRIGGER network_keep_entry_topics AFTER INSERT OR UPDATE OR DELETE
    ON network_filing FOR EACH ROW EXECUTE FUNCTION network_keep_entry_topics()
"""
REFILL = [
    "SET CONSTRAINTS ALL IMMEDIATE",
    # Short enough to be compared without a look elsewhere; the words themselves lie apart.
    "ALTER TABLE network_searchentry ALTER COLUMN heads SET STORAGE MAIN",
    """
    INSERT INTO network_searchentry
        (contribution_id, published_at, kind, sector, region, year, topics, heads, search)
    SELECT id, published_at, kind, sector, region, extract(year FROM happened_on), ARRAY(
        SELECT tag_id FROM network_filing WHERE content_object_id = contribution.id ORDER BY tag_id
    ), network_heads_of(title, names), search
    FROM network_contribution AS contribution ORDER BY published_at
    """,
    "SET CONSTRAINTS ALL DEFERRED",
]


def published_day():
    return models.Func(
        models.F("published_at"),
        template="(%(expressions)s AT TIME ZONE 'UTC')::date",
        output_field=models.DateField(),
    )


class Migration(migrations.Migration):
    dependencies = [("network", "0023_said_by")]

    operations = [
        BtreeGinExtension(),
        migrations.RemoveIndex("searchentry", "search_entry_words"),
        migrations.RemoveIndex("searchentry", "search_entry_newest"),
        migrations.RemoveIndex("searchentry", "search_entry_kind_newest"),
        migrations.RemoveIndex("passage", "passage_words"),
        migrations.RemoveIndex("passage", "passage_newest"),
        # Filled again below, in the order of time.
        migrations.RunSQL("TRUNCATE network_searchentry", migrations.RunSQL.noop),
        migrations.RemoveField("searchentry", "happened_on"),
        migrations.AddField(
            "searchentry",
            "year",
            models.IntegerField(help_text="When it happened, else was published.", null=True),
        ),
        migrations.AddField(
            "searchentry",
            "topics",
            django.contrib.postgres.fields.ArrayField(
                models.BigIntegerField(), default=list, help_text="Keys of its topics.", size=None
            ),
        ),
        migrations.AddField(
            "searchentry",
            "heads",
            django.contrib.postgres.search.SearchVectorField(default=""),
            preserve_default=False,
        ),
        migrations.RunSQL([HEADS, WORDS, KEEP, *REFILL, KEEP_TOPICS, ON_FILING]),
        migrations.RemoveField("contribution", "search"),
        migrations.AddIndex(
            "searchentry",
            django.contrib.postgres.indexes.GinIndex(
                models.F("search"),
                published_day(),
                models.F("kind"),
                models.F("sector"),
                models.F("region"),
                models.F("year"),
                models.F("topics"),
                fastupdate=False,
                name="search_entry_words",
            ),
        ),
        migrations.AddIndex(
            "passage",
            django.contrib.postgres.indexes.GinIndex(
                models.F("search"), published_day(), fastupdate=False, name="passage_words"
            ),
        ),
    ]
