"""
What runs inside a peer's own environment: standard library and that peer only.

`run.py` is started as a program, so the modules here import each other without the name of the package.
"""
