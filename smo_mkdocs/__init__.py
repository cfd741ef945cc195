"""The MkDocs and ProperDocs plugin: translates and schedules, decides nothing."""
