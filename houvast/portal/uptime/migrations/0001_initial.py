import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from houvast.portal.insert_only import InsertOnly


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_what_each_reads"),
        ("agreements", "0004_acceptance"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DisruptionFact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("announced_at", models.DateTimeField(blank=True, null=True)),
                ("cause", models.CharField(blank=True, default="", max_length=100)),
                ("cancelled", models.BooleanField(default=False)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["disruption", "number"],
            },
        ),
        migrations.CreateModel(
            name="Disruption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("outage", "Outage"), ("degraded", "Degraded"), ("maintenance", "Maintenance")],
                        max_length=12,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disruptions",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disruptions",
                        to="agreements.service",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DisruptionNote",
            fields=[
                (
                    "fact",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="note",
                        serialize=False,
                        to="uptime.disruptionfact",
                    ),
                ),
                ("body", models.TextField()),
            ],
        ),
        migrations.AddField(
            model_name="disruptionfact",
            name="disruption",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="facts",
                to="uptime.disruption",
            ),
        ),
        migrations.AddField(
            model_name="disruptionfact",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="disruptionfact",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="disruption",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["outage", "degraded", "maintenance"])), name="disruption_kind"
            ),
        ),
        migrations.AddIndex(
            model_name="disruptionfact",
            index=models.Index(fields=["organisation", "-starts_at"], name="disruption_of_a_customer"),
        ),
        migrations.AddConstraint(
            model_name="disruptionfact",
            constraint=models.UniqueConstraint(fields=("disruption", "number"), name="disruption_fact_once"),
        ),
        migrations.AddConstraint(
            model_name="disruptionfact",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at", None), ("ends_at__gt", models.F("starts_at")), _connector="OR"),
                name="disruption_ends_after_it_begins",
            ),
        ),
        InsertOnly("Disruption"),
        InsertOnly("DisruptionFact"),
    ]
