"""From open and partner data to findings and an assessment; no web framework, no server."""
