"""Impact and urgency in the words of Duinrand's agreement, named after what its matrix makes of them."""

from __future__ import annotations

P1 = {"impact": "high", "urgency": "high"}
P2 = {"impact": "medium", "urgency": "high"}
P3 = {"impact": "medium", "urgency": "medium"}
P3_URGENT = {"impact": "low", "urgency": "high"}
P4 = {"impact": "low", "urgency": "medium"}
P4_WISH = {"impact": "low", "urgency": "low"}
P4_PLANNED = {"impact": "medium", "urgency": "low"}
