"""One measure a file: tables in, numerators and denominators out."""
