"""Two append-only tables, changes and views, and the heads of their hash chains.

The database seals an entry when its transaction commits: it gives the entry its place in the chain of
its subject and the hash of what stands before it (migration 0002). The site's database role may add
and read entries and nothing else.
"""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class Entry(models.Model):
    """What was done or seen, by whom, in codes; never what a person typed."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(editable=False, db_default=Now())
    subject = models.CharField(max_length=120)
    act = models.CharField(max_length=60)
    actor = models.CharField(max_length=60)
    agency = models.CharField(max_length=60, blank=True, default="")
    codes = models.JSONField(default=dict, blank=True)
    reason_hash = models.CharField(max_length=64, blank=True, default="")
    # Filled by the database, never by the site.
    chain = models.SmallIntegerField(db_default=0)
    seq = models.BigIntegerField(null=True)
    prev = models.BinaryField(null=True)
    hash = models.BinaryField(null=True)
    txn = models.BigIntegerField(db_default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.act} {self.subject} by {self.actor}"


class ChangeEntry(Entry):
    """One change of a record."""

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"]),
            models.Index(fields=["actor", "at"]),
            models.Index(fields=["chain", "seq"]),
        ]


class ViewEntry(Entry):
    """One look at a record whose views are logged."""

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"]),
            models.Index(fields=["actor", "at"]),
            models.Index(fields=["chain", "seq"]),
        ]


class ChainHead(models.Model):
    """The last entry of one chain: what a later entry must follow, and what an anchor repeats."""

    kind = models.CharField(max_length=6)  # change or view
    chain = models.SmallIntegerField()
    seq = models.BigIntegerField(default=0)
    hash = models.BinaryField(default=b"")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "chain"], name="audit_one_head")]

    def __str__(self) -> str:
        return f"{self.kind} chain {self.chain} at {self.seq}"
