"""What computations run on: cache, files, errors, threads, costs, provenance."""
