"""What pages ask for; metrics/results.py is the door."""
