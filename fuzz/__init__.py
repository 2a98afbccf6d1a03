"""Campaigns that look for input which the project does not take, and for moments at which a fault leaves something torn."""
