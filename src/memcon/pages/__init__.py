"""A file becomes pages: words with their places."""
