"""Access control: requests need TLS, the server's own name as Host, no web page's Origin, and a valid signature."""
