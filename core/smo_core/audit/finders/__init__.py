"""What rules do: one function for each, grouped as the catalogue is."""
