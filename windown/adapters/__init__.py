"""One outside thing in each module: clock, voice, speaker, store, folders, display."""
