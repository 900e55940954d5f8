"""What a check or a run of the cases found, for people and for the programs that watch over changes."""
