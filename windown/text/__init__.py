"""The front end without a window: commands and sessions in a terminal. No Qt."""
