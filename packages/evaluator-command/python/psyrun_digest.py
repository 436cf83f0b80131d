"""Digests of what Python files compute, equal for all versions of Python.

Comments, formatting and docstrings do not count. Nothing of the files is executed.
"""
import ast
import hashlib
import importlib.machinery
import os

IGNORED = {"ctx", "kind", "type_comment", "type_ignores"}
CONSTANTS = {"Num": "n", "Str": "s", "Bytes": "s", "NameConstant": "value"}


def digest_of(file):
    """Return the digest of a file: of its syntax tree, or of its bytes if it is not Python."""
    with open(file, "rb") as opened:
        content = opened.read()
    try:
        text = dumped(ast.parse(content)) if file.endswith(".py") else None
    except (SyntaxError, ValueError, RecursionError):
        text = None
    data = content if text is None else text.encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()


def dumped(node):
    """Return a syntax tree as text, as ast.dump does, but the same text in all versions."""
    if isinstance(node, list):
        return "[%s]" % ",".join(dumped(item) for item in node if not is_text(item))
    if not isinstance(node, ast.AST):
        return "%s:%r" % (type(node).__name__, node)
    name = type(node).__name__
    if name in ("Constant", "Ellipsis") or name in CONSTANTS:
        value = Ellipsis if name == "Ellipsis" else getattr(node, CONSTANTS.get(name, "value"))
        return "Constant(%s:%r)" % (type(value).__name__, value)
    if name in ("Index", "ExtSlice"):  # Versions before 3.9 wrap what stands in brackets.
        inner = node.value if name == "Index" else node.dims
        return dumped(inner) if name == "Index" else "Tuple(elts=%s)" % dumped(inner)
    fields = []
    for field in node._fields:
        value = getattr(node, field, None)
        if field in IGNORED or value is None or value == []:
            continue
        fields.append("%s=%s" % (field, dumped(value)))
    return "%s(%s)" % (name, ",".join(sorted(fields)))


def is_text(statement):
    """True for docstrings and other strings that stand alone."""
    if not isinstance(statement, ast.Expr):
        return False
    value = statement.value
    return isinstance(getattr(value, "value", None), str) or type(value).__name__ == "Str"


def local_files(file, folder):
    """Return a file and all files of its folder that it imports, directly or not."""
    found, waiting = [], [os.path.abspath(file)]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.append(path)
        for name in imported_names(path, folder):
            waiting += [one for one in files_of(name, folder) if one not in found]
    return sorted(found)


def imported_names(file, folder):
    with open(file, "rb") as opened:
        try:
            tree = ast.parse(opened.read())
        except (SyntaxError, ValueError):
            return
    package = os.path.relpath(os.path.dirname(file), folder).split(os.sep)
    package = [] if package == ["."] else package
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            parts = base + ([node.module] if node.module else [])
            if parts:
                yield ".".join(parts)
            for alias in node.names:
                yield ".".join(parts + [alias.name])
        elif is_literal_import(node):
            yield node.args[0].s


def is_literal_import(node):
    if not isinstance(node, ast.Call) or len(node.args) != 1:
        return False
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    return name in ("import_module", "__import__") and isinstance(
        getattr(node.args[0], "value", getattr(node.args[0], "s", None)), str
    )


def files_of(name, folder):
    """Return the files that the import of a module loads, as far as they are in the folder."""
    place, files = folder, []
    for part in name.split("."):
        init = os.path.join(place, part, "__init__.py")
        if os.path.isfile(init):
            files.append(init)
        elif os.path.isfile(os.path.join(place, part + ".py")):
            files.append(os.path.join(place, part + ".py"))
        else:
            files += extensions_of(place, part)
        place = os.path.join(place, part)
    return files


def extensions_of(place, part):
    suffixes = importlib.machinery.EXTENSION_SUFFIXES
    names = (os.path.join(place, part + suffix) for suffix in suffixes)
    return [name for name in names if os.path.isfile(name)]
