"""``python -m smo_core``: the ``smo`` command, where no script of that name is on the path."""

from smo_core.cli import main

if __name__ == "__main__":
    main()
