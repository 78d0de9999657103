"""The table of the cache: counters of throttling, and nothing that is personal."""

from django.db import migrations

CACHE = """
create table headrow_cache (
    cache_key varchar(255) primary key, value text not null, expires timestamptz not null);
create index headrow_cache_expires on headrow_cache (expires);
"""


class Migration(migrations.Migration):
    """The cache."""

    dependencies = [("web", "0001_initial")]
    operations = [migrations.RunSQL(CACHE, "drop table headrow_cache")]
