"""Real galaxies of the DESI Legacy Imaging Surveys, fetched and stored as the report reads."""
