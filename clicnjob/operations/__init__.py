"""Running it for real: what is missing or unsafe, backups and their return, the health address."""
