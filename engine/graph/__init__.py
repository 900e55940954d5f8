"""Laying out a graph: layers, the order in them, and places. Nothing here knows what the nodes mean."""
