"""What providers should fix: each kind of finding in a file, all in one shape."""
