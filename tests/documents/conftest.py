"""One place on the path for the sample document and the readers."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
