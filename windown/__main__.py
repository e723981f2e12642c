"""python -m windown."""

import sys

from windown.cli import main

sys.exit(main())
