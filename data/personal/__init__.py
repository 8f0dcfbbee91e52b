"""Personal data: each kind in a file of its own, and what is done where one is found.

Looked for in every text of every file before anything is stored. What cannot be told from a code
by its shape is not found: a name, or a date of birth written as eight digits with no word beside.
"""
