"""The link graph of a site, and which pages are related to which, and why."""
