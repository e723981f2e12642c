"""The shell around the core: sessions, position, journal. No Qt; runs on fakes."""
