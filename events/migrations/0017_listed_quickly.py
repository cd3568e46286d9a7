from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0016_subscriptions'),
        ('network', '0025_listed_quickly'),
        ('reports', '0009_lost_passages'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='event',
            index=models.Index(models.F('last_day'), condition=models.Q(('ended', ''), _negated=True), name='event_several_days'),
        ),
    ]
