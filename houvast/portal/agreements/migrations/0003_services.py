import django.db.models.deletion
from django.db import migrations, models

from houvast.portal.agreements.services import titles_in
from houvast.sla.agreement.reading import read


def name_what_is_agreed(apps, _schema_editor):
    """Fill the catalogue with what the agreements that are here name."""
    versions, services = apps.get_model("agreements", "AgreementVersion"), apps.get_model("agreements", "Service")
    for version in versions.objects.order_by("pk").iterator():
        for code, names in titles_in(read(version.text, name=version.name)).items():
            services.objects.get_or_create(customer_id=version.customer_id, code=code, defaults={"names": names})


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_what_each_reads"),
        ("agreements", "0002_insert_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="Service",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=100)),
                ("names", models.JSONField(blank=True, default=dict)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["customer", "code"],
                "constraints": [
                    models.UniqueConstraint(fields=("customer", "code"), name="service_once"),
                    models.CheckConstraint(condition=models.Q(("code", ""), _negated=True), name="service_has_a_code"),
                ],
            },
        ),
        migrations.RunPython(name_what_is_agreed, migrations.RunPython.noop, elidable=True),
    ]
