from django.db import migrations

from houvast.portal.search.indexing import WordIndex


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [WordIndex("TicketWords"), WordIndex("ArticleWords")]
