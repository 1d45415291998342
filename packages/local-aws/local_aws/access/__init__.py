"""Who may talk to this server: who comes over TLS, under its own name, from no web page, with the owner's signature."""
