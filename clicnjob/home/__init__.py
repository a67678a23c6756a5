"""Landing, desk and every page that reads several rooms; views only."""
