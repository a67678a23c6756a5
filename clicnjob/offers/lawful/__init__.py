"""Readers of what the law forbids an offer to say."""
