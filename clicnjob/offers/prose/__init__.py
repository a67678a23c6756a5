"""Conditions hidden in an offer's words: each as a fact with its excerpt (pure)."""
