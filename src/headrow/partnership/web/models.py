"""What the site keeps of requests: which forms have already arrived."""

from django.db import models


class ArrivedForm(models.Model):
    """A form that was received, by the key it carried: a second arrival is answered like the first."""

    key = models.CharField(max_length=64)
    member = models.ForeignKey("directory.Member", models.CASCADE, related_name="+")
    at = models.DateTimeField()
    location = models.CharField(max_length=400)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "key"], name="web_arrived_once")]

    def __str__(self) -> str:
        return self.location
