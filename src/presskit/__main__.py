"""`python -m presskit`."""

import sys

from presskit.cli import main

sys.exit(main())
