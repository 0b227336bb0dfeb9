"""Pages about oneself: how one is called, how one signs in, and where one is signed in."""
