"""The evening: plans, occurrences and the life of each, as values and functions."""
