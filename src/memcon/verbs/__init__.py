"""What memcon does, a verb a function: here alone the stages and the uses of a record are put together.

A module for each family of verbs. `memcon` exports them; heavy imports stand inside functions.
"""
