"""Files people can write (practices, words) read into values of the core, or into problems."""
