"""What gunicorn is told beside its options: its own log in the form of ours, and no log of addresses."""

from headrow.partnership.web.journal import logging_settings

accesslog = None
logconfig_dict = logging_settings() | {
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"gunicorn.error": {"level": "INFO", "propagate": True, "handlers": []}},
}
