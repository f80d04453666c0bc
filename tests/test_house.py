"""The house: which room may import which, and what importing the package loads."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import HOSTILE, ROOT, SAMPLES

PACKAGE = ROOT / "newscli"
# The rooms that each room may import: data goes one way.
ALLOWED: dict[str, set[str]] = {
    "lang": set(),
    "input": set(),
    "structure": {"lang"},
    "formats": {"lang", "input", "structure"},
    "tagging": {"lang"},
    "analysis": {"lang", "structure"},
    "pipeline": {"input", "formats", "tagging", "analysis"},
    "worker": {"input", "structure", "tagging", "analysis", "pipeline"},
    "corpus": {"lang", "input", "analysis", "pipeline"},
    "rendering": {"analysis", "corpus"},
    "cli": {"input", "formats", "analysis", "pipeline", "corpus", "rendering"},
}
# The ground floor: every room may import it, and it imports no room.
GROUND_FLOOR = (
    "errors", "generator", "launch", "limits", "logistic", "model", "optional_imports", "options", "process",
    "patterns", "plain", "text",
)  # fmt: skip


# These open the package's own data, beside their modules, or the paths that a worker may read.
OPEN_OWN_DATA = (
    "logistic.py",
    "tagging/network.py",
    "lang/en/people.py",
    "generator.py",
    "analysis/places/__init__.py",
    "worker/__main__.py",
    "worker/landlock.py",
    "rendering/html/document.py",
    "rendering/html/figures.py",
)
# The one import that goes up: Article.from_text, a way into the structure room for users of the API.
FROM_TEXT = "newscli.structure.articles"


def find_imports(path: Path) -> set[str]:
    """Every module that a file imports, at the top, inside functions or by its name in a string."""
    modules: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Call) and find_name(node).startswith("import_") and node.args:
            modules |= {str(node.args[0].value)} if isinstance(node.args[0], ast.Constant) else set()
    return modules - {FROM_TEXT} if path == PACKAGE / "model" / "article.py" else modules


def find_name(call: ast.Call) -> str:
    """The name of the function or method that is called."""
    return str(getattr(call.func, "id", getattr(call.func, "attr", "")))


def find_room(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "newscli" and len(parts) > 1 and parts[1] in ALLOWED else None


def list_files(name: str) -> list[Path]:
    """The files of a room, which may be a single module."""
    module = PACKAGE / f"{name}.py"
    files = [module] if module.exists() else list((PACKAGE / name).rglob("*.py"))
    assert files, f"no room {name}"
    return files


@pytest.mark.parametrize("name", ALLOWED)
def test_rooms_import_only_the_rooms_that_they_may(name: str) -> None:
    for path in list_files(name):
        used = {find_room(module) for module in find_imports(path)} - {None, name}
        assert used <= ALLOWED[name], f"{path.relative_to(ROOT)} imports {used}"


def test_every_module_stands_in_a_room_or_on_the_ground_floor() -> None:
    places = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in PACKAGE.rglob("*.py")}
    assert places == {*ALLOWED, *GROUND_FLOOR, "__init__", "__main__"}


def test_the_rooms_import_one_another_in_no_circle() -> None:
    ordered_rooms: set[str] = set()
    while len(ordered_rooms) < len(ALLOWED):
        next_rooms = {name for name, used in ALLOWED.items() if name not in ordered_rooms and used <= ordered_rooms}
        assert next_rooms, f"a circle among {ALLOWED.keys() - ordered_rooms}"
        ordered_rooms |= next_rooms


@pytest.mark.parametrize("name", GROUND_FLOOR)
def test_the_ground_floor_uses_no_room(name: str) -> None:
    for path in list_files(name):
        assert not {find_room(module) for module in find_imports(path)} - {None}


def find_calls(path: Path) -> set[str]:
    """The name of every function and method that a file calls."""
    return {find_name(node) for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)}


def test_only_input_corpus_and_cli_touch_the_files_of_users() -> None:
    opening = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "open_text", "open_binary"}
    for path in PACKAGE.rglob("*.py"):
        if not {"input", "corpus", "cli"} & set(path.parts):
            name = path.relative_to(PACKAGE).as_posix()
            assert not find_calls(path) & opening or name in OPEN_OWN_DATA, path


def test_no_file_is_longer_than_400_lines() -> None:
    for folder in ("newscli", "tests", "training", "benchmarks", "docs"):
        for path in (ROOT / folder).rglob("*.py"):
            assert len(path.read_text("utf-8").splitlines()) <= 400, path


def test_only_rendering_knows_rich() -> None:
    for path in PACKAGE.rglob("*.py"):
        if "rendering" not in path.parts:
            assert not {m for m in find_imports(path) if m == "rich" or m.startswith("rich.")}, path


def test_only_tagging_knows_the_model_runtime() -> None:
    runtime = {"onnxruntime", "numpy", "py3langid"}
    for path in PACKAGE.rglob("*.py"):
        if path.parent.name != "tagging":
            assert not {m for m in find_imports(path) if m.split(".")[0] in runtime}, path


def test_the_program_never_needs_what_training_needs() -> None:
    for path in PACKAGE.rglob("*.py"):
        needed = {m.split(".")[0] for m in find_imports(path)}
        assert not needed & {"torch", "transformers", "safetensors", "onnx", "tokenizers", "sklearn", "training"}, path


def test_the_model_imports_nothing_of_the_project_but_its_way_to_json() -> None:
    for path in list_files("model"):
        used = {module for module in find_imports(path) if module.startswith("newscli")}
        assert not {module for module in used if not module.startswith(("newscli.model", "newscli.plain"))}, path
    for name in ("plain.py", "errors.py"):
        assert not {module for module in find_imports(PACKAGE / name) if module.startswith("newscli")}


def test_no_two_modules_import_each_other() -> None:
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in PACKAGE.rglob("*.py")}
    used = {
        name: {
            module
            for module in find_imports(path)
            if module in modules and (name, module) != ("newscli.model.article", FROM_TEXT)
        }
        for name, path in modules.items()
    }
    while free := {name for name, needed in used.items() if not needed & used.keys()}:
        used = {name: needed for name, needed in used.items() if name not in free}
    assert not used, f"a circle among {sorted(used)}"


def test_nothing_imports_click_or_opens_sockets() -> None:
    for path in PACKAGE.rglob("*.py"):
        # web.py opens connections; optional_imports.py keeps a library from opening one.
        web = path.name in ("web.py", "optional_imports.py")
        assert web or not find_imports(path) & {"socket", "urllib.request", "http.client", "requests"}, path
        assert not find_imports(path) & {"click", "pickle"}, path


WATCHED = """
import contextlib, sys, sysconfig
from pathlib import Path
import newscli
from newscli.model import Article
from py3langid import classify

files = [Path(argument).resolve() for argument in sys.argv[1:]]
package = newscli.__file__[: -len("__init__.py")]
own_folders = [Path(folder) for folder in (package, *sysconfig.get_paths().values(), sys.prefix, sys.base_prefix)]
events = []

def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        path = Path(arguments[0].decode() if isinstance(arguments[0], bytes) else arguments[0]).absolute()
        writes = isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
        if writes or not any(path.is_relative_to(folder) for folder in own_folders):
            events.append(("write" if writes else "open", str(path.resolve())))
    elif event.startswith(("socket.", "subprocess.", "tempfile.", "os.system", "os.exec", "os.remove", "os.mkdir")):
        events.append((event, str(arguments[:2])))

# Loads its model.
classify("Es war spät.")
sys.addaudithook(watch)
for path in files:
    events.clear()
    with contextlib.suppress(newscli.NewscliError):
        for article in newscli.read_all(path, isolate=False):
            if isinstance(article, Article):
                newscli.inspect(article, use_model=False)
    for event, target in events:
        if (event, target) != ("open", str(path)):
            print(path.name, event, target)
"""


def test_a_file_makes_nothing_else_be_read_written_or_run() -> None:
    """Python's audit events (PEP 578) report every file, connection and process that reading a file opens.

    Allowed are the file itself and the program's own files.
    """
    paths = [str(path) for path in sorted((*SAMPLES.iterdir(), *HOSTILE.iterdir()))]
    result = subprocess.run(
        [sys.executable, "-B", "-c", WATCHED, *paths], capture_output=True, text=True, check=True, cwd=ROOT
    )
    # Libraries read these to find out what machine this is.
    system_files = ("/proc/", "/sys/", "/dev/null", "/etc/mime.types", "/etc/apache2/")
    events = [line.split(" ", 2) for line in result.stdout.splitlines()]
    others = [
        (file, event, target)
        for file, event, target in events
        if event != "open" or not target.startswith(system_files)
    ]
    assert others == []


def list_loaded_modules(code: str) -> set[str]:
    result = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules)"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    return set(result.stdout.split()[-5000:])


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert not list_loaded_modules("import newscli") & {
        "rich",
        "typer",
        "yaml",
        "dateutil",
        "markdown_it",
        "numpy",
        "json",
    }


def test_help_reads_no_article() -> None:
    code = "from newscli.cli.main import run\nfrom newscli.cli.environment import Environment\n"
    code += "run(Environment.from_process(), ['--help'])"
    heavy = {
        "newscli.analysis",
        "newscli.formats",
        "newscli.tagging",
        "yaml",
        "dateutil",
        "markdown_it",
        "numpy",
        "rich.markdown",
    }
    assert not list_loaded_modules(code) & heavy


def test_a_text_file_needs_no_markdown_and_no_detector() -> None:
    code = "import newscli\nnewscli.inspect(newscli.read('samples/bare.txt'))"
    assert not list_loaded_modules(code) & {"yaml", "markdown_it", "charset_normalizer", "rich", "typer"}
