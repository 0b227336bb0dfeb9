"""Houvast: a customer portal in which the service level agreement is executable."""

__version__ = "0.1.0"
