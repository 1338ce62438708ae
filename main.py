"""Starts Clothesfinder from a checkout: `python main.py`."""

import sys

from clothesfinder.__main__ import main

sys.exit(main())
