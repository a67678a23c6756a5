"""The demonstration week: invented structures, young people and offers, the same for one seed and date."""
