"""Benches: figures anyone can print again; none of them is a test."""
