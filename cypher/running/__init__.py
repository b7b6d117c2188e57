"""Runs plans: operators take batches of rows and give batches of rows."""
