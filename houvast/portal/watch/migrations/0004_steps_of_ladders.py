from django.db import migrations, models

from houvast.portal.insert_only import InsertOnly


class Migration(migrations.Migration):
    """Names of steps and of whom they reach may be longer: ladders, contacts and teams have names of their own."""

    dependencies = [("watch", "0003_a_step_reached_anew")]
    operations = [
        migrations.AlterField("decision", "step", models.CharField(max_length=300)),
        migrations.AlterField("decision", "role", models.CharField(max_length=200)),
        # SQLite made the table anew, without its triggers.
        InsertOnly("Decision"),
    ]
