"""What the published figures really say about jobs, new businesses and targets in Karabakh and East Zangezur."""

__version__ = "0.1.0"
RELEASED = "2026-11-23"
