"""What every record of the partnership has: a random id."""

from __future__ import annotations

import uuid

from django.db import models


class Keyed(models.Model):
    """A record whose address says nothing about what it leads to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True
