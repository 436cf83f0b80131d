"""What psyrun cannot take: values, results, functions. And the words for them."""
import json
import os

ELSE_LEAVE_OUT = "or leave the key out of the result with excludeFromResult"


def leave_out_with(setting):
    """Name the setting that leaves a key out of the result, as the task file has it."""
    global ELSE_LEAVE_OUT
    ELSE_LEAVE_OUT = "or leave the key out of the result with " + setting


class Refused(Exception):
    """A value or a result that psyrun cannot take."""

    def __init__(self, code, message):
        super(Refused, self).__init__(message)
        self.code = code


class Unsendable(Exception):
    """A value that has no form in psyrun. The path leads to it inside of the result."""

    def __init__(self, what, remedy=None):
        super(Unsendable, self).__init__(what)
        self.what = what
        self.remedy = remedy
        self.path = []

    def refusal(self, key):
        place = "".join([key] + self.path)
        remedy = self.remedy or "Return numbers, strings, lists, dicts or NumPy arrays,"
        message = "Key %s: %s cannot be part of a result. %s %s."
        return Refused(
            "PSYRUN_RESULT_VALUE", message % (json.dumps(place), self.what, remedy, ELSE_LEAVE_OUT)
        )


class Unusable(Exception):
    """The function cannot be loaded, for a reason that needs no traceback."""

    def __init__(self, message, code="PSYRUN_EVALUATOR"):
        super(Unusable, self).__init__(message)
        self.code = code


def described(value):
    if isinstance(value, type):
        return "the class %s" % value.__name__
    if callable(value) and hasattr(value, "__name__"):
        return "the function %s" % value.__name__
    kind = type(value)
    module = "" if kind.__module__ in ("builtins", None) else kind.__module__ + "."
    return "a value of the type %s%s" % (module, kind.__qualname__)


def shown(value):
    """Return a value as a short text."""
    try:
        text = str(value)
    except Exception:
        text = described(value)
    text = text if len(text) <= 200 else text[:200] + "\u2026"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def remedy_of(value):
    root = (type(value).__module__ or "").split(".")[0]
    name = type(value).__name__
    if root == "torch":
        return "Use .detach().cpu().numpy(),"
    if root == "pandas":
        return "Use .to_dict('list')," if name == "DataFrame" else "Use .to_numpy(),"
    if isinstance(value, os.PathLike):
        return "Use str(…),"
    if root in ("decimal", "fractions"):
        return "Use float(…) or str(…),"
    if root == "_io":  # A file is an iterator, too.
        return None
    if hasattr(value, "__next__") or name in ("dict_keys", "dict_values", "dict_items"):
        return "Use list(…),"
    return None
