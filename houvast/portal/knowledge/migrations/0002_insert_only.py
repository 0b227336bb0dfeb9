from django.db import migrations

from houvast.portal.insert_only import InsertOnly


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0001_initial")]

    operations = [InsertOnly("ArticleVersion"), InsertOnly("ArticleDeed"), InsertOnly("ArticleAnswer")]
