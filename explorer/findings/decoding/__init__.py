"""What the settings make of one choice."""
