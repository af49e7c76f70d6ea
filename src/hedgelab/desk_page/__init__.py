"""The desk's page: its modules, and the scripts and style sheet that they are joined to."""
