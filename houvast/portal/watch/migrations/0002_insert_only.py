from django.db import migrations

from houvast.portal.insert_only import InsertOnly


class Migration(migrations.Migration):
    dependencies = [("watch", "0001_initial")]

    operations = [InsertOnly("Decision")]
