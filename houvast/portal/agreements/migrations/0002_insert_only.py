from django.db import migrations

from houvast.portal.insert_only import InsertOnly


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial")]

    operations = [InsertOnly("AgreementVersion")]
