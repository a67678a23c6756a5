"""Journeys in a real browser: what a person does from one page to the next."""
