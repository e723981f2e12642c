"""Values and functions of the subject: standard library only, no clock, no files, no Qt."""
