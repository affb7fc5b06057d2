"""``python -m memcon`` is the command ``memcon``."""

from memcon.cli import main

main()
