"""A local AWS: moto on loopback over TLS, plus what it lacks. Started by `python -m local_aws serve`."""
