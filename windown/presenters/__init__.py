"""One presenter for each screen: a person's actions in, one frozen view state out."""
