"""`python -m headrow.command` is `headrow`, where the script is not on the path."""

from headrow.command.main import main

main()
