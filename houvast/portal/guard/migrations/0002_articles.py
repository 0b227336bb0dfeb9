from django.db import migrations

from houvast.portal.guard.operations import Guarded, with_row_of

OF_THE_PROVIDER = "false"
CHOSEN = "knowledge_articlecustomer c WHERE c.article_id = {table}.id"
THEIRS = "c.organisation_id = ANY (houvast_customers('see_tickets'))"
FOR_THEM = (
    "{table}.state = 'published' AND cardinality(houvast_customers('see_tickets')) > 0 AND ({table}.audience = "  # noqa: S608
    f"'everybody' OR ({{table}}.audience = 'chosen' AND EXISTS (SELECT 1 FROM {CHOSEN} AND {THEIRS})))"  # noqa: S608
)
OF_AN_ARTICLE = with_row_of("knowledge_article", column="article_id")


class Migration(migrations.Migration):
    dependencies = [("guard", "0001_rows_of_customers")]

    operations = [
        Guarded("knowledge.Article", FOR_THEM, OF_THE_PROVIDER),
        Guarded("knowledge.ArticleVersion", OF_AN_ARTICLE, OF_THE_PROVIDER),
        Guarded("knowledge.ArticleDeed", OF_THE_PROVIDER),
        Guarded("search.ArticleWords", OF_AN_ARTICLE, OF_THE_PROVIDER),
    ]
