"""Occupations: what a wish or a title in messy words stands for, as codes of the third edition of ROME."""
