"""``python -m promisetrack``."""

from promisetrack.cli import main

main(prog_name="promisetrack")
