from __future__ import annotations

import os
import subprocess
import sys

PROBE = """
import sys
from tertius.reading.language import language_model
pipeline = language_model().pipeline
assert [t.text for t in pipeline("Spain left.")] == ["Spain", "left", "."]
assert not [m for m in sys.modules if m.startswith("spacy.cli")], "the command line was imported"
import spacy
assert spacy.info(silent=True)["spacy_version"] == spacy.__version__
import spacy.cli
assert callable(spacy.cli.download)
assert spacy.cli.__file__
"""


def test_the_model_loads_without_the_command_line_of_spacy_which_still_works_after() -> None:
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=False, env=paths)
    assert done.returncode == 0, done.stderr
