"""What is added to pages: one folder for each feature, none of which imports another."""
