from django.db import migrations, models

# As in 0003; one whose passage left the text is public nowhere, whatever its contribution is.
COPY = """
CREATE OR REPLACE FUNCTION reports_claim_copy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT contribution.published_at, contribution.sector, contribution.region, coalesce(study.stage, '')
    INTO NEW.published_at, NEW.sector, NEW.region, NEW.stage
    FROM network_contribution AS contribution
    LEFT JOIN network_casestudy AS study ON study.contribution_ptr_id = contribution.id
    WHERE contribution.id = NEW.contribution_id;
    {lost}
    RETURN NEW;
END $$;
"""
LOST = "IF NEW.has_lost_passage THEN NEW.published_at := NULL; END IF;"


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0008_tied_wordings"),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="has_lost_passage",
            field=models.BooleanField(
                default=False, editable=False, help_text="Whether it stands there no longer."
            ),
        ),
        migrations.RunSQL(COPY.format(lost=LOST), COPY.format(lost="")),
    ]
