"""Who comes in: structures and their sites, users and roles, sign-in, sign-out everywhere."""
