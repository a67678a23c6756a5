"""A young person's profile, built with a counsellor: what they want, where they can go, what they can do."""
