"""A local AWS: moto on loopback over TLS, with what moto lacks. Started by `python -m local_aws serve`."""
