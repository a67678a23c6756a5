"""One engine for words: normalised once for wishes, job titles, places and search (pure)."""
