"""Qt widgets: show a view state, forward what the person does."""
