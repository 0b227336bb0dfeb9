"""The slow and obvious second opinion: walks calendars and clocks tick by tick. Knows nothing of houvast.sla."""
