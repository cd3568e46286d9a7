from django.db import migrations


def to_rows(apps, schema_editor):
    """An event had one video; now it has rows of them, as every kind has. Titles are not known."""
    events = apps.get_model("events", "Event").objects
    videos = apps.get_model("network", "Video").objects
    videos.bulk_create(
        videos.model(contribution_id=pk, address=address, transcript=transcript)
        for pk, address, transcript in events.exclude(video="", video_transcript="").values_list(
            "pk", "video", "video_transcript"
        )
    )


def to_columns(apps, schema_editor):
    """The first video of each event goes back to its columns; there is no place for the others."""
    events = apps.get_model("events", "Event").objects
    videos = apps.get_model("network", "Video").objects.order_by("-position", "-pk")
    for video in videos.filter(contribution__in=events.values("pk")):
        events.filter(pk=video.contribution_id).update(
            video=video.address[:200], video_transcript=video.transcript
        )
        video.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0006_appearance_consents"),
        ("network", "0008_writing_together"),
    ]

    operations = [
        migrations.RunPython(to_rows, to_columns, elidable=True),
        migrations.RemoveField(model_name="event", name="video"),
        migrations.RemoveField(model_name="event", name="video_transcript"),
    ]
