"""What every test may ask for: the mission record, the loud list, a browser, the data."""

pytest_plugins = [
    "plugins.mission_record",
    "plugins.not_run",
    "plugins.browsers",
    "plugins.data_at_hand",
    "plugins.assessments",
    "plugins.site",
    "plugins.demonstration",
]
