"""The words that every floor uses: plain frozen dataclasses and one TOML loader."""
