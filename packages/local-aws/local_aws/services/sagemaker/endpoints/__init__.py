"""Endpoints: each production variant is a process that loads model.tar.gz and answers."""
