"""Files that end the process which reads them, take for ever, or are no articles: rows, that stop nothing."""

import os
from pathlib import Path

from newscli.corpus.status import list_failures
from tests.conftest import ROOT, needs_posix, run_newscli
from tests.corpus.stores import STORY, ask, check_soundness
from tests.pipeline.test_isolation import FOR_EVER, SABOTAGE


@needs_posix
def test_poison_among_articles_is_rows_with_codes(tmp_path: Path) -> None:
    folder, sabotage, store = tmp_path / "articles", tmp_path / "sabotage", tmp_path / "news.db"
    folder.mkdir()
    sabotage.mkdir()
    # A Markdown file kills whoever reads it; an OpenDocument text never ends.
    action = "import os; os.abort()"
    endless = SABOTAGE.format(action=FOR_EVER).replace("formats.markdown", "formats.rtf")
    (sabotage / "sitecustomize.py").write_text(SABOTAGE.format(action=action) + endless, "utf-8")
    for number in range(12):
        text = STORY.format(day=f"May {number + 1}", words=f"Case {number} is closed")
        (folder / f"{number:02}.txt").write_text(text, "utf-8")
    for name, data in {
        "03-killing.md": b"# A\n\nB.\n",
        "05-endless.rtf": b"{\\rtf1 It was late.}",
        "06-binary.txt": b"\0\1\2",
        "07-empty.txt": b"",
        "08-large.txt": b"It was late. " * 10_000,
    }.items():
        (folder / name).write_bytes(data)
    variables = {"PYTHONPATH": os.pathsep.join([str(sabotage), str(ROOT)])}
    limits = ("--max-bytes", "100000", "--max-seconds", "6", "--jobs", "2")
    outcome = run_newscli("index", str(folder), "-o", str(store), *limits, variables=variables)
    assert outcome.code == 1
    assert "12 articles" in outcome.err
    with ask(store) as connection:
        failures = {Path(failed.path).name: failed.error for failed in list_failures(connection)}
    assert failures == {
        "03-killing.md": "crashed",
        "05-endless.rtf": "limit",
        "06-binary.txt": "binary",
        "07-empty.txt": "empty",
        "08-large.txt": "limit",
    }
    check_soundness(store)
