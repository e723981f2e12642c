"""What windown draws itself: the disc, the body figure, cards."""
