"""What a build costs with us, and with others: one command, one run, one table (`make bench`)."""
