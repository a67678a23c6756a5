"""ClicNJob: profiles, offers and the ranking that links them, for missions locales."""
