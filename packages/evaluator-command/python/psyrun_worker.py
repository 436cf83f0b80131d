# -*- coding: utf-8 -*-
"""Evaluates rows for psyrun with a Python function.

psyrun starts this file. Both speak version 1 of the worker protocol: lines of JSON, some of them
followed by raw bytes, on the descriptors 3 and 4. The guide describes it on the page "The worker
protocol". Standard input, output and error belong to the user's function.

It needs Python 3.7 or newer and nothing else. NumPy is used if the function has imported it. The
syntax is that of all Python versions, so that an old one can say that it is too old.
"""
import sys

if sys.version_info < (3, 7):
    sys.exit(
        "psyrun needs Python 3.7 or newer, but %s is Python %d.%d. Choose another one with the "
        "option interpreter of python(), or with PSYRUN_PYTHON."
        % ((sys.executable,) + tuple(sys.version_info[:2]))
    )

import collections
import collections.abc
import datetime
import enum
import errno
import faulthandler
import fcntl
import functools
import importlib
import importlib.machinery
import importlib.util
import json
import os
import signal
import time
import traceback

HERE = os.path.abspath(__file__)
# Files whose frames are left out of tracebacks.
OWN_FILES = {HERE}
PROTOCOL = 1
# Largest number of rows that psyrun sends at a time.
BATCH = 1000
# Longest time from the end of a row to its report, in seconds, unless the next row blocks.
REPORT_AFTER = 0.01
# Time after which rows that have not begun are given back, in seconds.
KEEP_FOR = 0.1
# A report is sent when its lines or its arrays are larger than this, in bytes.
LARGE_REPORT = 1 << 20
# Largest line of JSON that the protocol allows for one row, in bytes.
LARGEST_LINE = 15 << 20
# The number of characters of an error that are kept at each end.
KEPT_OF_TEXT = 100000
# The descriptors of the channel are moved here and above, out of the way of the function.
LOWEST_DESCRIPTOR = 100
LARGEST_EXACT = 2 ** 53
EPOCH = datetime.datetime(1970, 1, 1)
MILLISECOND = datetime.timedelta(milliseconds=1)
RESULT_HINT = "Return a dict of results by name, such as {'area': 0.5}."
ELSE_LEAVE_OUT = "or leave the key out of the result with excludeFromResult"

to_json = json.JSONEncoder(allow_nan=False, check_circular=False, separators=(",", ":")).encode


# --- The channel -----------------------------------------------------------------------------------


class Channel(object):
    """Messages from and to psyrun. A message is a dict and the bytes that follow its line."""

    def __init__(self, source, target):
        self._source = moved(source)
        self._target = moved(target)
        self._buffer = bytearray()
        self._searched = 0
        os.register_at_fork(after_in_child=self._close)

    def fileno(self):
        return self._source

    @property
    def is_closed(self):
        """True in a process that the function has forked: it must not speak for the worker."""
        return self._source < 0

    def receive(self):
        """Return the next message and its payload. Raise EOFError when psyrun is gone."""
        while True:
            received = self.received()
            if received is not None:
                return received
            self.read_more()

    def received(self):
        """Return the next message that has arrived completely, or None."""
        end = self._buffer.find(b"\n", self._searched)
        if end < 0:
            self._searched = len(self._buffer)
            return None
        message = json.loads(self._buffer[:end].decode("utf-8"))
        size = message.get("payload", 0)
        if len(self._buffer) < end + 1 + size:
            self._searched = end
            return None
        payload = bytes(self._buffer[end + 1 : end + 1 + size])
        del self._buffer[: end + 1 + size]
        self._searched = 0
        return message, payload

    def read_more(self):
        chunk = os.read(self._source, 1 << 20)
        if not chunk:
            raise EOFError
        self._buffer += chunk

    def send(self, message):
        self.send_parts([to_json(message).encode("ascii"), b"\n"])

    def send_parts(self, parts):
        for part in parts:
            rest = memoryview(part).cast("B")
            while len(rest) > 0:
                rest = rest[os.write(self._target, rest) :]

    def _close(self):
        for descriptor in (self._source, self._target):
            os.close(descriptor)
        self._source = self._target = -1


def moved(descriptor):
    """Return a copy of a descriptor that child programs do not inherit, and close the original."""
    try:
        copy = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, LOWEST_DESCRIPTOR)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.EMFILE):
            raise
        copy = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 5)
    os.close(descriptor)
    os.set_blocking(copy, True)
    return copy


# --- Values ----------------------------------------------------------------------------------------


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


class Encoder(object):
    """Turns values into JSON. The bytes of arrays are collected in `payload`."""

    def __init__(self, pickle_of=None):
        self.typed_scalars = False
        # Returns the pickle of a value, or None for one that another process could not read.
        self.pickle_of = pickle_of
        self.payload = []
        self.payload_size = 0
        self._open = set()
        self._is_exact = True
        self._told_of_dates = False

    def row(self, values):
        """Return results as JSON text. `values` are pairs of a string and a value."""
        kept = (len(self.payload), self.payload_size)
        encoded = {}
        key = None
        try:
            for key, value in values:
                encoded[key] = self.result(value)
            text = to_json(encoded)
            if len(text) > LARGEST_LINE:
                message = "The result is %.1f MiB of text, and the limit is 15 MiB. Return large lists as NumPy arrays."
                raise Refused("PSYRUN_RESULT_VALUE", message % (len(text) / 2.0 ** 20))
            return text
        except BaseException as error:
            del self.payload[kept[0] :]
            self.payload_size = kept[1]
            self._open.clear()
            if isinstance(error, Unsendable):
                raise error.refusal(key)
            raise

    def result(self, value):
        """Return a value of a result: with its pickle, if it is not the same in psyrun."""
        if self.pickle_of is None:
            return self.value(value)
        self._is_exact = True
        refused = None
        kept = (len(self.payload), self.payload_size)
        try:
            plain = self.value(value)
        except Unsendable as error:
            refused = error
        if refused is None and self._is_exact:
            return plain
        pickled = self.pickle_of(value)
        if pickled is None:
            if refused is not None:
                raise refused
            return plain
        if refused is not None:
            del self.payload[kept[0] :]
            self.payload_size = kept[1]
            plain = shown(value)
        return {"$": "pickled", "at": self._stored(pickled), "v": plain}

    def value(self, value):
        kind = type(value)
        if kind is float:
            return self.float(value)
        if kind is int:
            if -LARGEST_EXACT < value < LARGEST_EXACT:
                return value
            return {"$": "bigint", "v": digits_of(value)}
        if kind is str:
            return text_of(value)
        if value is None or kind is bool:
            return value
        encode = EXACT_KINDS.get(kind)
        if encode is not None:
            return encode(self, value)
        return self.other(value)

    def float(self, value):
        if value - value != 0:  # NaN or infinite
            return number_of(value)
        if self.typed_scalars and value == int(value):
            return {"$": "scalar", "dtype": "float64", "v": value}
        return value

    def scalar(self, dtype, value):
        """Return a NumPy scalar, whose type plain JSON would lose."""
        plain = self.value(value)
        if not self.typed_scalars:
            return plain
        if isinstance(plain, dict) and plain["$"] == "scalar":
            plain = plain["v"]
        return {"$": "scalar", "dtype": dtype, "v": plain}

    def sequence(self, value):
        """Return a sequence that is a list in psyrun."""
        self._is_exact = False
        return self.list(value)

    def list(self, value):
        with Nesting(self._open, value):
            encoded = []
            append = encoded.append
            for item in value:
                try:
                    append(self.value(item))
                except Unsendable as error:
                    error.path.insert(0, "[%d]" % len(encoded))
                    raise
            return encoded

    def set(self, value):
        self._is_exact &= type(value) is set
        return {"$": "set", "v": self.list(value)}

    def dict(self, value):
        self._is_exact &= type(value) is dict
        is_object = all(isinstance(key, str) for key in value)
        with Nesting(self._open, value):
            items = []
            for key, item in value.items():
                try:
                    items.append([str(key) if is_object else self.value(key), self.value(item)])
                except Unsendable as error:
                    error.path.insert(0, "[%r]" % (key,))
                    raise
            return {"$": "object" if is_object else "map", "v": items}

    def complex(self, value):
        parts = [["re", number_of(value.real)], ["im", number_of(value.imag)]]
        return {"$": "object", "v": parts}

    def bytes(self, value):
        self._is_exact &= type(value) is bytes
        return {"$": "bytes", "at": self._stored(bytes(value))}

    def date(self, value):
        self._is_exact = False
        if value != value:  # The missing date of pandas
            return None
        if not isinstance(value, datetime.datetime):
            value = datetime.datetime(value.year, value.month, value.day)
        if value.tzinfo is not None:
            value = value.astimezone(datetime.timezone.utc).replace(tzinfo=None)
        since = value - EPOCH
        if since % MILLISECOND and not self._told_of_dates and self.pickle_of is None:
            self._told_of_dates = True
            sys.stderr.write("psyrun keeps dates to the millisecond and cuts the rest.\n")
        return {"$": "date", "v": since // MILLISECOND}

    def duration(self, value):
        self._is_exact = False
        return self.float(value.total_seconds())

    def other(self, value):
        """Return a value that is of none of the usual types."""
        numpy = sys.modules.get("numpy")
        is_numpy = numpy is not None and hasattr(numpy, "ndarray")
        if is_numpy and isinstance(value, numpy.ndarray):
            return self.array(numpy, value)
        if isinstance(value, enum.Enum):
            if isinstance(value.value, (str, int, float, type(None))):
                return self.value(value.value)
            raise Unsendable(described(value), "Return its value,")
        if isinstance(value, str):
            return text_of(str.__str__(value))
        if is_numpy and isinstance(value, numpy.generic) and not isinstance(value, bytes):
            return self.numpy_scalar(numpy, value)
        array = sys.modules.get("array")
        if array is not None and isinstance(value, getattr(array, "array", ())):
            return self.standard_array(value)
        for base, encode in BASE_KINDS:
            if isinstance(value, base):
                return encode(self, value)
        raise Unsendable(described(value), remedy_of(value))

    def numpy_scalar(self, numpy, value):
        dtype = value.dtype
        if dtype.kind == "b":
            return bool(value)
        if dtype.kind in "iu":
            number = int(value)
            return self.value(number) if dtype.name == "int64" else self.scalar(dtype.name, number)
        if dtype.kind == "f" and dtype.itemsize <= 8:
            number = float(value)
            if dtype.itemsize == 8:
                return self.float(number)
            return self.scalar("float32", number)
        if dtype.kind == "c" and dtype.itemsize <= 16:
            return self.complex(complex(value))
        self._is_exact = False
        if dtype.kind == "M":
            return self.value(self._dates(numpy, value))
        if dtype.kind == "m":
            return self.value(float(value / numpy.timedelta64(1, "s")))
        raise Unsendable(described(value), "Use float(…)," if dtype.kind in "fc" else None)

    def array(self, numpy, value):
        dtype = value.dtype
        if isinstance(value, numpy.ma.MaskedArray):
            raise Unsendable("a masked array", "Use .filled(…),")
        if dtype.names is not None:
            raise Unsendable("an array of records", "Return its fields one by one, as array['name'],")
        if value.ndim == 0:
            return self.value(value[()])
        if dtype.kind in "iuf" and dtype.itemsize <= 8:
            self._is_exact &= type(value) is numpy.ndarray and dtype != numpy.float16
            return self._numbers(numpy, value)
        self._is_exact = False
        if dtype.kind in "fc" and dtype.itemsize > (16 if dtype.kind == "c" else 8):
            raise Unsendable("an array of %s" % dtype, "Use .astype(%s)," % (
                "complex" if dtype.kind == "c" else "float"
            ))
        if dtype.kind == "m":
            return self._numbers(numpy, value / numpy.timedelta64(1, "s"))
        if dtype.kind == "M":
            return self.list(self._dates(numpy, value))
        if dtype.kind == "V":
            raise Unsendable("an array of %s" % dtype)
        return self.list(value.tolist())

    def _dates(self, numpy, value):
        return value.astype("datetime64[us]").tolist()

    def _numbers(self, numpy, value):
        kind = "float32" if value.dtype == numpy.float16 else value.dtype.name
        flat = numpy.ascontiguousarray(value, dtype=numpy.dtype(kind).newbyteorder("<"))
        data = {"$": kind, "at": self._stored(flat.reshape(-1).view(numpy.uint8).data)}
        # One axis of uint8 would be a string of bytes.
        if value.ndim == 1 and kind != "uint8":
            return data
        return {"$": "ndarray", "shape": list(value.shape), "data": data}

    def standard_array(self, value):
        """Return an array of the module array."""
        self._is_exact = False
        if value.typecode in "uw":
            return self.list(value.tolist())
        kind = {"f": "float32", "d": "float64"}.get(value.typecode)
        if kind is None:
            sign = "u" if value.typecode.isupper() else ""
            kind = "%sint%d" % (sign, 8 * value.itemsize)
        if sys.byteorder == "big":
            value = value[:]
            value.byteswap()
        data = {"$": kind, "at": self._stored(value.tobytes())}
        return {"$": "ndarray", "shape": [len(value)], "data": data} if kind == "uint8" else data

    def _stored(self, data):
        # The function may change its array after it has returned, so its bytes are copied.
        data = bytes(data)
        place = [self.payload_size, len(data)]
        self.payload.append(data)
        self.payload_size += len(data)
        return place


def number_of(value):
    """Return a float in the form of the protocol."""
    if value - value == 0:
        return value
    name = "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"
    return {"$": "number", "v": name}


class Nesting(object):
    """Refuses a container inside of itself."""

    def __init__(self, open_containers, value):
        if id(value) in open_containers:
            raise Unsendable("a %s that contains itself" % type(value).__name__)
        if len(open_containers) >= 90:
            raise Unsendable("a value nested deeper than 90 levels")
        self._open = open_containers
        self._id = id(value)

    def __enter__(self):
        self._open.add(self._id)

    def __exit__(self, *_):
        self._open.discard(self._id)


EXACT_KINDS = {
    list: Encoder.list,
    tuple: Encoder.sequence,
    range: Encoder.sequence,
    dict: Encoder.dict,
    set: Encoder.set,
    frozenset: Encoder.set,
    bytes: Encoder.bytes,
    bytearray: Encoder.bytes,
    complex: Encoder.complex,
}

BASE_KINDS = [
    (int, lambda encoder, value: encoder.value(int.__int__(value))),
    (float, lambda encoder, value: encoder.float(float.__float__(value))),
    (complex, Encoder.complex),
    (datetime.date, Encoder.date),
    (datetime.timedelta, Encoder.duration),
    ((list, tuple, range), Encoder.sequence),
    (collections.abc.Mapping, Encoder.dict),
    ((set, frozenset), Encoder.set),
    ((bytes, bytearray), Encoder.bytes),
]


def text_of(value):
    if not value.isascii():
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raise Unsendable(
                "a string with half a surrogate pair", "Use .encode('utf-8', 'replace').decode(),"
            )
    return value


def digits_of(value):
    """Return all digits of an integer, also where Python limits how many it prints."""
    limit = getattr(sys, "get_int_max_str_digits", lambda: 0)()
    if limit == 0 or value.bit_length() < 3 * limit:
        return str(value)
    sys.set_int_max_str_digits(0)
    try:
        return str(value)
    finally:
        sys.set_int_max_str_digits(limit)


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
    if hasattr(value, "__next__") or name in ("dict_keys", "dict_values", "dict_items"):
        return "Use list(…),"
    return None


class Decoder(object):
    """Turns the values of a message from psyrun into Python's."""

    def __init__(self, payload):
        self._payload = payload

    def row(self, row):
        for key, value in row.items():
            if type(value) in (dict, list):
                row[key] = self.value(value)
        return row

    def value(self, value):
        if type(value) is list:
            return [self.value(item) for item in value]
        if type(value) is not dict:
            return value
        kind = value["$"]
        if kind == "number":
            return float(value["v"].replace("Infinity", "inf"))
        if kind == "bigint":
            return int(value["v"])
        if kind == "date":
            return (EPOCH + value["v"] * MILLISECOND).replace(tzinfo=datetime.timezone.utc)
        if kind == "object":
            return {key: self.value(item) for key, item in value["v"]}
        if kind == "map":
            return {self.value(key): self.value(item) for key, item in value["v"]}
        if kind == "set":
            return {self.value(item) for item in value["v"]}
        if kind == "bytes":
            return self._bytes(value)
        if kind == "scalar":
            return self._scalar(value["dtype"], self.value(value["v"]))
        if kind == "ndarray":
            return shaped(value["shape"], self._array(value["data"]["$"], value["data"]))
        return self._array(kind, value)

    def _bytes(self, value):
        offset, size = value["at"]
        return self._payload[offset : offset + size]

    def _scalar(self, dtype, value):
        if dtype == "float64":
            return float(value)
        numpy = numpy_if_there()
        if numpy is not None:
            return numpy.dtype(dtype).type(value)
        return float(value) if dtype.startswith("float") else int(value)

    def _array(self, kind, value):
        kind = kind.replace("clamped", "")
        data = self._bytes(value)
        numpy = numpy_if_there()
        if numpy is not None:
            return numpy.frombuffer(data, numpy.dtype(kind).newbyteorder("<")).astype(kind)
        import array

        array = array.array(ARRAY_CODES[kind], data)
        if sys.byteorder == "big":
            array.byteswap()
        return array


ARRAY_CODES = {
    "int8": "b",
    "uint8": "B",
    "int16": "h",
    "uint16": "H",
    "int32": "i",
    "uint32": "I",
    "int64": "q",
    "uint64": "Q",
    "float32": "f",
    "float64": "d",
}


def shaped(shape, array):
    if hasattr(array, "reshape"):
        return array.reshape(shape)
    if not shape:
        return array[0]
    for length in reversed(shape[1:]):
        array = [array[i : i + length] for i in range(0, len(array), length)] if length else []
    return [list(part) if not isinstance(part, (int, float, list)) else part for part in array]


def numpy_if_there():
    try:
        import numpy

        return numpy
    except ImportError:
        return None


# --- Errors ----------------------------------------------------------------------------------------


def error_of(error):
    """Return an exception as data for psyrun: it may be of any kind, and this never raises."""
    if isinstance(error, Refused):
        # All frames of its traceback would be those of this file.
        reason = {"name": "PsyrunError", "reason": "refused", "code": error.code}
        return dict(reason, message=cut(str(error)))
    data = {"name": type(error).__name__, "message": cut(message_of(error)), "reason": "threw"}
    try:
        data["stack"] = cut(stack_of(error))
    except Exception as other:
        data["stack"] = "The traceback cannot be shown: %s" % type(other).__name__
    return data


def message_of(error):
    if isinstance(error, SystemExit):
        return "The function called sys.exit(%r)." % (error.code,)
    try:
        text = str(error)
    except BaseException as other:
        return "<its text cannot be shown: str() raised %s>" % type(other).__name__
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def stack_of(error):
    """Return the traceback with those of its causes, without the frames of this file."""
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
    kept = [frame for frame in frames if frame.filename not in OWN_FILES]
    while kept and is_machinery(kept[0].filename):
        kept.pop(0)
    return kept


def is_machinery(filename):
    in_asyncio = os.path.basename(os.path.dirname(filename)) == "asyncio"
    return in_asyncio or "importlib" in filename


def cut(text):
    if len(text) <= 2 * KEPT_OF_TEXT:
        return text
    left_out = "\n… %d characters left out …\n" % (len(text) - 2 * KEPT_OF_TEXT)
    return text[:KEPT_OF_TEXT] + left_out + text[-KEPT_OF_TEXT:]


# --- The function of the user ----------------------------------------------------------------------


class Unusable(Exception):
    """The function cannot be loaded, for a reason that needs no traceback."""

    def __init__(self, message, code="PSYRUN_EVALUATOR"):
        super(Unusable, self).__init__(message)
        self.code = code


class Loaded(object):
    """The functions that a load message names."""

    def __init__(self, load):
        refuse_changed_code(load.get("code"))
        self._place = load.get("file") or load["module"]
        module = imported(load)
        self.execute = self._found(module, load["function"])
        self.setup = self._found(module, load["setup"]) if load.get("setup") else None

    def _found(self, module, dotted):
        found = module
        for name in dotted.split("."):
            if not hasattr(found, name):
                names = [n for n in dir(found) if callable(getattr(found, n, None)) and n[0] != "_"]
                message = "%s has no function %s. It has: %s."
                raise Unusable(message % (self._place, dotted, ", ".join(names[:20]) or "none"))
            found = getattr(found, name)
        if not callable(found):
            raise Unusable("%s of %s is not a function." % (dotted, self._place))
        return found


def loaded(load):
    """Return the functions that a load message names. A loader may find functions of other files."""
    loader = load.get("loader")
    if loader is None:
        return Loaded(load)
    sys.path[0] = loader["folder"]
    return importlib.import_module(loader["module"]).Loaded(load, sys.modules[__name__])


def imported(load):
    # Python would take a stale .pyc for the file that has just been edited.
    sys.dont_write_bytecode = True
    # As for `python file.py`: modules beside the file can be imported.
    file = load.get("file")
    folder = os.path.dirname(os.path.abspath(file)) if file else os.getcwd()
    sys.path[0] = folder
    sys.argv = [file or load["module"]]
    if not file:
        return importlib.import_module(load["module"])
    return imported_file(os.path.abspath(file))


def imported_file(file):
    if not os.path.isfile(file):
        raise Unusable("There is no file %s." % file)
    stem = os.path.splitext(os.path.basename(file))[0]
    name = stem if stem not in sys.modules else "psyrun_function_" + stem
    loader = importlib.machinery.SourceFileLoader(name, file)
    spec = importlib.util.spec_from_file_location(name, file, loader=loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    exec(loader.source_to_code(loader.get_data(file), file), module.__dict__)
    return module


def refuse_changed_code(code):
    """Raise if a file of the function has changed since the run began."""
    if not code:
        return
    path = os.path.join(os.path.dirname(HERE), "psyrun_digest.py")
    spec = importlib.util.spec_from_file_location("psyrun_digest", path)
    digest = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(digest)
    for file, expected in code.items():
        # Another machine may have the files elsewhere: then psyrun's own check counts.
        if os.path.exists(file) and digest.digest_of(file) != expected:
            raise Unusable("%s has changed since the run began." % file, "PSYRUN_RUN_CHANGED")


def versions():
    """Return the versions of the packages that the function has imported."""
    known = {}
    for name, module in list(sys.modules.items()):
        if "." in name or name.startswith("_") or name in ("json", "re", "csv", "ctypes"):
            continue
        version = getattr(module, "__version__", None)
        file = getattr(module, "__file__", None) or ""
        if isinstance(version, str) and "-packages" in file:
            known[name] = version
    return known


# --- Rows ------------------------------------------------------------------------------------------


class Reporter(object):
    """Collects evaluated rows and sends them in groups."""

    def __init__(self, channel, encoder):
        self._channel = channel
        self._encoder = encoder
        self._sent_at = 0.0
        self.excluded = set()
        self._clear()

    def _clear(self):
        self._numbers, self._started, self._durations = [], [], []
        self._added, self._errors = [], []
        self._size = 0

    def add(self, number, started, duration, added, error):
        """Add a row: the JSON of its results, or an error. `started` is in seconds since 1970."""
        self._numbers.append(number)
        self._started.append(int(started * 1000))
        self._durations.append(round(duration * 1000, 4))
        self._added.append("null" if added is None else added)
        self._errors.append("null" if error is None else to_json(error))
        self._size += len(self._added[-1]) + len(self._errors[-1])
        is_large = self._size > LARGE_REPORT or self._encoder.payload_size > LARGE_REPORT
        if is_large or time.perf_counter() - self._sent_at >= REPORT_AFTER:
            self.flush()

    def flush(self):
        self._sent_at = time.perf_counter()
        if not self._numbers:
            return
        flush_output()
        encoder = self._encoder
        head = {
            "kind": "report",
            "rows": self._numbers,
            "startedAt": self._started,
            "durations": self._durations,
            "excluded": sorted(self.excluded),
        }
        if encoder.payload_size:
            head["payload"] = encoder.payload_size
        line = '%s,"added":[%s],"errors":[%s]}\n' % (
            to_json(head)[:-1],
            ",".join(self._added),
            ",".join(self._errors),
        )
        self._channel.send_parts([line.encode("ascii")] + encoder.payload)
        encoder.payload = []
        encoder.payload_size = 0
        self._clear()


class Row(object):
    """A row that waits, or that is evaluated."""

    __slots__ = ("number", "index", "values", "is_first", "started", "clock")

    def __init__(self, number, index, values, is_first):
        self.number = number
        self.index = index
        self.values = values
        self.is_first = is_first


class Worker(object):
    def __init__(self, channel):
        self._channel = channel
        self._encoder = Encoder()
        self._reporter = Reporter(channel, self._encoder)
        self._loaded = None
        self._set_up_with = None
        self._resources = {}
        self._loop = None
        self._load = {}

    def run(self):
        """Serve until psyrun says that it is enough, or is gone."""
        version = "%d.%d.%d" % sys.version_info[:3]
        about = {"language": "python", "version": version, "executable": sys.executable}
        hello = {"kind": "hello", "protocol": PROTOCOL, "batch": BATCH, "queue": True}
        self._channel.send(dict(hello, pid=os.getpid(), **about))
        while True:
            message, payload = self._channel.receive()
            if message["kind"] == "end":
                return
            self._receive(message, payload)

    def _receive(self, message, payload):
        kind = message["kind"]
        if kind == "load":
            self._load = message
            self._encoder.typed_scalars = bool(message.get("scalars"))
        elif kind == "ping":
            self._channel.send({"kind": "pong", "holds": 0})
        elif kind == "rows" and self._prepare(message):
            self._serve(message, payload)

    # Loading and setting up

    def _prepare(self, message):
        """Load and set up if that is necessary. Return False if it failed."""
        wanted = (message["procId"], tuple(message.get("exclude", ())))
        if wanted == self._set_up_with:
            return True
        try:
            if self._loaded is None:
                self._loaded = loaded(self._load)
                self._encoder.pickle_of = getattr(self._loaded, "pickle_of", None)
            ready = self._set_up(*wanted)
        except BaseException as error:
            self._leave_if_forked(error)
            flush_output()
            self._channel.send({"kind": "unusable", "error": loading_error(error)})
            return False
        self._set_up_with = wanted
        ready = dict(ready, kind="ready", versions=versions())
        if self._encoder.payload_size:
            ready["payload"] = self._encoder.payload_size
        self._channel.send_parts(
            [to_json(ready).encode("ascii"), b"\n"] + self._encoder.payload
        )
        self._encoder.payload = []
        self._encoder.payload_size = 0
        return True

    def _set_up(self, proc_id, exclude):
        self._exclude = frozenset(exclude)
        resources = None
        if self._loaded.setup is not None:
            resources = self._awaited(self._loaded.setup(proc_id))
        if resources is None:
            resources = {}
        if not isinstance(resources, collections.abc.Mapping):
            raise Unusable(
                "The function %s returned %s. Return a dict of resources by name, or None."
                % (self._load["setup"], described(resources))
            )
        self._resources = dict(resources)
        kept = [(key, value) for key, value in self._resources.items() if key not in self._exclude]
        self._reporter.excluded.update(self._exclude.intersection(self._resources))
        encoded = json.loads(self._encoder.row(kept))
        return {"resources": encoded, "excluded": sorted(self._reporter.excluded)}

    def _awaited(self, value):
        """Return a value, or what it resolves to if the function is asynchronous."""
        if not hasattr(value, "__await__"):
            return value
        return self._event_loop().run_until_complete(value)

    def _event_loop(self):
        if self._loop is None:
            import asyncio

            self._loop = asyncio.new_event_loop()
            asyncio.set_event_loop(self._loop)
        return self._loop

    # Evaluating

    def _serve(self, message, payload):
        rows = rows_of(message, payload)
        if message.get("concurrency", 1) > 1 and is_async(self._loaded.execute):
            return SideBySide(self, self._channel, self._event_loop()).serve(message, rows)
        until = time.perf_counter() + KEEP_FOR
        for row in rows:
            if not row.is_first and time.perf_counter() >= until:
                self._reporter.flush()
                self._channel.send({"kind": "returned", "first": row.number})
                return
            try:
                self.finish(row, self._awaited(self.start(row)))
            except BaseException as error:
                self.fail(row, error)
        self._reporter.flush()

    def start(self, row):
        """Call the function."""
        row.started = time.time()
        row.clock = time.perf_counter()
        if row.values is None:
            row.values = self._loaded.row(row.index)
        for key in self._resources:
            if key in row.values:
                message = "Key %s was set up, but it is a parameter of row %s. Use another name."
                raise Refused("PSYRUN_RESULT_KEY_CLASH", message % (json.dumps(key), row.index))
        if self._resources:
            return self._loaded.execute(**dict(row.values, **self._resources))
        return self._loaded.execute(**row.values)

    def finish(self, row, returned):
        """Report what the function returned."""
        duration = time.perf_counter() - row.clock
        kept = self._kept(row, pairs_of(returned, row))
        if hasattr(self._loaded, "row"):
            kept += self._typed_parameters(row)
        self._reporter.add(row.number, row.started, duration, self._encoder.row(kept), None)

    def fail(self, row, error):
        """Report an exception of any kind."""
        self._leave_if_forked(error)
        duration = time.perf_counter() - row.clock
        self._reporter.add(row.number, row.started, duration, None, error_of(error))

    @property
    def reporter(self):
        return self._reporter

    def _kept(self, row, pairs):
        kept = []
        for key, value in pairs:
            if not isinstance(key, str):
                message = "The function returned the key %r for row %s, which is not a string. %s"
                raise not_a_result(message % (key, row.index, RESULT_HINT))
            if key in row.values or key in self._resources:
                given = row.values[key] if key in row.values else self._resources[key]
                if not is_same(given, value):
                    raise key_clash(key, value, row)
            elif key in self._exclude:
                self._reporter.excluded.add(key)
            else:
                kept.append((str(key), value))
        return kept

    def _typed_parameters(self, row):
        """Return the parameters whose types psyrun does not know: it has the space without them."""
        return [
            (key, value)
            for key, value in row.values.items()
            if key not in self._exclude
            and not shows_type(value)
            and holds_types(value, self._encoder.pickle_of)
        ]

    def _leave_if_forked(self, error):
        """End a process that the function has forked and that would go on as a second worker."""
        if self._channel.is_closed:
            code = error.code if isinstance(error, SystemExit) else 1
            flush_output()
            os._exit(code if isinstance(code, int) else 0 if code is None else 1)


class SideBySide(object):
    """Evaluates several rows of an asynchronous function at the same time."""

    def __init__(self, worker, channel, loop):
        self._worker = worker
        self._channel = channel
        self._loop = loop
        self._waiting = collections.deque()
        self._active = 0
        self._flushing = None

    def serve(self, message, rows):
        self._done = self._loop.create_future()
        self._add(message, rows)
        self._loop.add_reader(self._channel.fileno(), self._read)
        self._loop.call_soon(self._pump)
        while not self._done.done():
            try:
                self._loop.run_until_complete(self._done)
            except (SystemExit, KeyboardInterrupt):
                pass  # A row raised it. The row fails, and the others go on.
        self._loop.remove_reader(self._channel.fileno())
        self._flush()
        self._done.result()

    def _add(self, message, rows):
        self._concurrency = message.get("concurrency", 1)
        self._timeout = message.get("timeout")
        self._waiting.extend(rows)
        self._until = time.perf_counter() + KEEP_FOR

    def _read(self):
        try:
            self._channel.read_more()
        except (EOFError, OSError):
            os._exit(0)  # psyrun is gone.
        while True:
            received = self._channel.received()
            if received is None:
                break
            message, payload = received
            if message["kind"] == "end":
                os._exit(0)
            if message["kind"] == "ping":
                self._worker.reporter.flush()
                holds = self._active + len(self._waiting)
                self._channel.send({"kind": "pong", "holds": holds})
            if message["kind"] == "rows":
                self._add(message, rows_of(message, payload))
        self._pump()

    def _pump(self):
        while self._waiting and self._active < self._concurrency:
            row = self._waiting[0]
            if not row.is_first and time.perf_counter() >= self._until:
                break
            self._start(self._waiting.popleft())
        if self._waiting and time.perf_counter() >= self._until:
            self._give_back()
        if not self._waiting and self._active == 0 and not self._done.done():
            self._done.set_result(None)

    def _give_back(self):
        """Give back the rows that have not begun, as far as the protocol allows it."""
        back = len(self._waiting)
        while back > 0 and not self._waiting[back - 1].is_first:
            back -= 1
        if back == len(self._waiting):
            return
        first = self._waiting[back].number
        while len(self._waiting) > back:
            self._waiting.pop()
        self._flush()
        self._channel.send({"kind": "returned", "first": first})

    def _start(self, row):
        try:
            awaitable = self._worker.start(row)
        except BaseException as error:
            self._worker.fail(row, error)
            return
        import asyncio

        task = asyncio.ensure_future(awaitable)
        self._active += 1
        late = None
        if self._timeout is not None:
            late = self._loop.call_later(self._timeout / 1000.0, self._overdue, row)
        task.add_done_callback(functools.partial(self._finish, row, late))

    def _overdue(self, row):
        self._flush()
        self._channel.send({"kind": "overdue", "row": row.number})

    def _finish(self, row, late, task):
        if late is not None:
            late.cancel()
        self._active -= 1
        try:
            self._worker.finish(row, task.result())
        except BaseException as error:
            self._worker.fail(row, error)
        if self._flushing is None:
            self._flushing = self._loop.call_later(REPORT_AFTER, self._flush)
        self._pump()

    def _flush(self):
        if self._flushing is not None:
            self._flushing.cancel()
            self._flushing = None
        self._worker.reporter.flush()


def is_async(function):
    import inspect

    return inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(
        getattr(function, "__call__", None)
    )


def rows_of(message, payload):
    decoder = Decoder(payload)
    floats = message.get("floats", ())
    rows = []
    if "rows" not in message:  # The loader knows the rows.
        first = message["first"]
        return [Row(first + i, index, None, i == 0) for i, index in enumerate(message["indices"])]
    for i, values in enumerate(message["rows"]):
        decoder.row(values)
        for key in floats:
            if type(values.get(key)) is int:
                values[key] = float(values[key])
        index = message["indices"][i] if "indices" in message else message["first"] + i
        rows.append(Row(message["first"] + i, index, values, i == 0))
    return rows


def pairs_of(returned, row):
    if type(returned) is dict or isinstance(returned, collections.abc.Mapping):
        return returned.items()
    if isinstance(returned, (list, tuple)) and all(
        isinstance(pair, (list, tuple)) and len(pair) == 2 for pair in returned
    ):
        return [(key, value) for key, value in returned]
    what = "None" if returned is None else described(returned)
    message = "The function returned %s for row %s, which is not a dict. %s"
    raise not_a_result(message % (what, row.index, RESULT_HINT))


def not_a_result(message):
    return Refused("PSYRUN_RESULT_NOT_OBJECT", message)


def key_clash(key, value, row):
    message = (
        "Key %s was returned with the value %.80r for row %s, but it is a parameter of the row. Use "
        "another name. The result contains the parameters in any case."
    )
    return Refused("PSYRUN_RESULT_KEY_CLASH", message % (json.dumps(key), value, row.index))


def is_same(given, returned):
    if given is returned:
        return True
    try:
        equal = given == returned
        if isinstance(equal, bool):
            return equal or (given != given and returned != returned)
        return bool(equal.all())
    except Exception:
        return False


def shows_type(value):
    """True if the value in JSON is of the same type: quick, for the usual values."""
    kind = type(value)
    if kind is float:
        return not value.is_integer()
    return kind is int or kind is str or kind is bool or value is None


def holds_types(value, pickle_of):
    """True if the value in the protocol names a type that JSON does not have, or is pickled."""
    encoder = Encoder(pickle_of)
    encoder.typed_scalars = True
    waiting = []
    try:
        waiting.append(encoder.result(value))
    except (Unsendable, Refused):
        return False  # The result shows it as the space does.
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            if one["$"] == "object":
                waiting += [item for _, item in one["v"]]
            elif one["$"] not in ("number", "bigint", "date", "bytes", "set", "map"):
                return True
    return False


def loading_error(error):
    if isinstance(error, Unusable):
        named = {"name": "PsyrunError", "reason": "refused", "code": error.code}
        return dict(named, message=str(error))
    data = error_of(error)
    if isinstance(error, SystemExit):
        data["message"] = "sys.exit(%r) was called while the function was loaded." % (error.code,)
    return data


# --- The process -----------------------------------------------------------------------------------


def flush_output():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            pass  # The function may have closed or replaced it.


def prepare_output():
    """Let output appear at once and in UTF-8, whatever the language of the machine is."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
    try:
        import ctypes

        # C libraries hold their output back as well, unless a line ends.
        library = ctypes.CDLL(None)
        line_buffered = 1
        library.setvbuf(ctypes.c_void_p.in_dll(library, "stdout"), None, line_buffered, 0)
        end_with_parent(library)
    except Exception:
        pass  # Some builds of Python have no ctypes, and some systems no such names.


def end_with_parent(library):
    """Let Linux end this process when psyrun is killed."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        library.prctl(set_parent_death_signal, signal.SIGKILL, 0, 0, 0)


def prepare_signals():
    """Let the signals that a cluster sends to all processes pass: psyrun decides when to end."""
    passing = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    for number in passing:
        # A handler, for child programs would inherit that a signal is ignored.
        signal.signal(number, lambda *_: None)

    def restore():
        for number in passing:
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)

    os.register_at_fork(after_in_child=restore)
    faulthandler.enable(file=2)
    faulthandler.register(signal.SIGUSR2, file=2)


def main():
    channel = Channel(3, 4)
    prepare_signals()
    prepare_output()
    try:
        Worker(channel).run()
    except (EOFError, BrokenPipeError, ConnectionResetError):
        os._exit(0)  # psyrun is gone.


if __name__ == "__main__":
    main()
