"""Exceptions as data for psyrun, with the traceback as the user has to see it."""
import os
import traceback

from psyrun_worker.refusals import Refused, Unusable

# Folders of files whose frames are left out of tracebacks.
OWN_FOLDERS = [os.path.dirname(os.path.dirname(os.path.abspath(__file__)))]
# The number of characters of an error that are kept at each end.
KEPT_OF_TEXT = 100000


def error_of(error):
    """Return an exception as data for psyrun: it may be of any kind, and this never raises."""
    if isinstance(error, Refused):
        # All frames of its traceback would be those of psyrun.
        reason = {"name": "PsyrunError", "reason": "refused", "code": error.code}
        return dict(reason, message=cut(str(error)))
    data = {"name": type(error).__name__, "message": cut(message_of(error)), "reason": "threw"}
    try:
        data["stack"] = cut(stack_of(error))
    except Exception as other:
        data["stack"] = "The traceback cannot be shown: %s" % type(other).__name__
    return data


def loading_error(error):
    if isinstance(error, Unusable):
        named = {"name": "PsyrunError", "reason": "refused", "code": error.code}
        return dict(named, message=str(error))
    data = error_of(error)
    if isinstance(error, SystemExit):
        data["message"] = "sys.exit(%r) was called while the function was loaded." % (error.code,)
    return data


def message_of(error):
    if isinstance(error, SystemExit):
        return "The function called sys.exit(%r)." % (error.code,)
    try:
        text = str(error)
    except BaseException as other:
        return "<its text cannot be shown: str() raised %s>" % type(other).__name__
    if text == "":
        return "It was raised without a text%s." % place_of(error)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def place_of(error):
    frames = frames_of_user(traceback.extract_tb(error.__traceback__))
    return " in %s, line %d" % (frames[-1].filename, frames[-1].lineno) if frames else ""


def stack_of(error):
    """Return the traceback with those of its causes, without the frames of psyrun."""
    shown = traceback.TracebackException.from_exception(error)
    waiting, seen = [shown], set()
    while waiting:
        one = waiting.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        one.stack = traceback.StackSummary.from_list(frames_of_user(one.stack))
        waiting += [one.__cause__, one.__context__] + list(getattr(one, "exceptions", None) or [])
    return "".join(shown.format()).encode("utf-8", "backslashreplace").decode("utf-8").rstrip("\n")


def frames_of_user(frames):
    own = tuple(folder + os.sep for folder in OWN_FOLDERS)
    kept = [frame for frame in frames if not frame.filename.startswith(own)]
    while kept and is_machinery(kept[0].filename):
        kept.pop(0)
    return kept


def is_machinery(filename):
    folder, name = os.path.split(filename)
    return os.path.basename(folder) == "asyncio" or name == "bdb.py" or "importlib" in filename


def cut(text):
    if len(text) <= 2 * KEPT_OF_TEXT:
        return text
    left_out = "\n… %d characters left out …\n" % (len(text) - 2 * KEPT_OF_TEXT)
    return text[:KEPT_OF_TEXT] + left_out + text[-KEPT_OF_TEXT:]
