"""The desk's office: what its page asks, and what it is answered, in a browser as on a server."""
