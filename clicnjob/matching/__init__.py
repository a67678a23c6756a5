"""The ranking: which offers suit a person, in what order, and why; decisions taken on offers."""
