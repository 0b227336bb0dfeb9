from django.db import migrations, models

from houvast.portal.insert_only import InsertOnly


class Migration(migrations.Migration):
    dependencies = [("watch", "0002_insert_only")]
    operations = [
        migrations.RemoveConstraint("decision", "decision_once"),
        migrations.AddConstraint(
            "decision",
            models.UniqueConstraint(fields=("ticket", "target", "cycle", "step", "due_at"), name="decision_once"),
        ),
        # SQLite made the table anew, without its triggers.
        InsertOnly("Decision"),
    ]
