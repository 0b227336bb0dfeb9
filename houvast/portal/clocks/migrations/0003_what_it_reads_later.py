from django.db import migrations, models


def forget(apps, schema_editor):
    """Drop the clocks: they are computed anew from the log (`rebuild_clocks`), with the columns that are new here."""
    apps.get_model("clocks", "ClockRow").objects.all().delete()
    apps.get_model("clocks", "Standing").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("clocks", "0002_steps_as_text")]
    operations = [
        migrations.RunPython(forget, migrations.RunPython.noop),
        migrations.AddField("clockrow", "computed_at", models.DateTimeField(null=True)),
        migrations.AlterField("clockrow", "computed_at", models.DateTimeField()),
        migrations.AddField("clockrow", "late_from", models.DateTimeField(null=True)),
    ]
