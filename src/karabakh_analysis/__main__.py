"""``python -m karabakh_analysis`` is the command line."""

import sys

from karabakh_analysis.cli import main

if __name__ == "__main__":
    sys.exit(main())
