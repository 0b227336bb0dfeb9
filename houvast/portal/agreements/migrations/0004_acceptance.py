import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from houvast.portal.insert_only import InsertOnly


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_what_each_reads"),
        ("agreements", "0003_services"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Acceptance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer",
                    models.CharField(choices=[("accepted", "Accepted"), ("objected", "Objected")], max_length=10),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("reason", models.TextField(blank=True, default="")),
                ("given_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acceptances",
                        to="agreements.agreementversion",
                    ),
                ),
            ],
            options={
                "ordering": ["given_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["accepted", "objected"])), name="acceptance_answer"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "objected"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="objection_has_a_reason",
                    ),
                ],
            },
        ),
        InsertOnly("Acceptance"),
    ]
