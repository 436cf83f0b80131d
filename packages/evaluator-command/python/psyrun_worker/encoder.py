"""Results as data for psyrun."""
import collections.abc
import datetime
import enum
import sys

from psyrun_worker.channel import to_json
from psyrun_worker.decoder import EPOCH, MILLISECOND
from psyrun_worker.parameters import Parameter, holds_types
from psyrun_worker.plain_values import bytes_of_floats, digits_of, number_of, text_of
from psyrun_worker.refusals import Refused, Unsendable, described, remedy_of, shown

LARGEST_EXACT = 2 ** 53
# Largest JSON of one row that the protocol allows, in characters.
LARGEST_ROW = 15 << 20
# The JSON of a row that may be longer than this is measured.
LONG_ROW = 1 << 20
# The most characters of a number or a constant in JSON, and of what stands around a value.
LONGEST_NUMBER = 80
# The most characters that stand for one character of a string in JSON.
LONGEST_ESCAPE = 12
# Lists of at least as many floats are sent as bytes.
LONG_LIST = 16


class Encoder(object):
    """Turns values into data for JSON. The bytes of arrays are collected in `payload`."""

    def __init__(self, pickle_of=None):
        self.typed_scalars = False
        # Returns the pickle of a value, or None for one that another process could not read.
        self.pickle_of = pickle_of
        # False if psyrun has another value in place of the one that was encoded.
        self.is_exact = True
        self.payload = []
        self.payload_size = 0
        # The JSON of the row has at most as many characters.
        self.length = 0
        self._open = set()
        self._told_of_dates = False

    def clear(self):
        """Begin a new payload."""
        self.payload = []
        self.payload_size = 0

    def row(self, values):
        """Return results as a dict for JSON. `values` are pairs of a string and a value."""
        kept = (len(self.payload), self.payload_size)
        self.length = 2
        encoded = {}
        key = None
        try:
            for key, value in values:
                # The usual float, in a hurry.
                if type(value) is float and value - value == 0 and not value.is_integer():
                    encoded[str(key)] = value
                elif type(value) is Parameter:
                    self._add_parameter(encoded, key, value.value)
                else:
                    encoded[str(key)] = self.result(value)
                self.length += LONGEST_NUMBER + LONGEST_ESCAPE * len(key)
            if self.length > LONG_ROW:
                self._measure(encoded)
            return encoded
        except BaseException as error:
            self._drop_after(kept)
            self._open.clear()
            if isinstance(error, Unsendable):
                raise error.refusal(key)
            raise

    def _add_parameter(self, encoded, key, value):
        kept = (len(self.payload), self.payload_size)
        try:
            result = self.result(value)
        except (Unsendable, Refused):
            return  # The result shows it as the space does.
        if holds_types(result):
            encoded[key] = result
        else:
            self._drop_after(kept)

    def _drop_after(self, kept):
        """Drop the parts of the payload that have been added since."""
        del self.payload[kept[0] :]
        self.payload_size = kept[1]

    def _measure(self, encoded):
        self.length = len(to_json(encoded))
        if self.length > LARGEST_ROW:
            message = "The result is %.1f MiB of text, and the limit is 15 MiB. Return large lists as NumPy arrays."
            raise Refused("PSYRUN_RESULT_VALUE", message % (self.length / 2.0 ** 20))

    def result(self, value):
        """Return a value of a result: with its pickle, if it is not the same in psyrun."""
        if self.pickle_of is None:
            return self.value(value)
        self.is_exact = True
        refused = None
        kept = (len(self.payload), self.payload_size)
        try:
            plain = self.value(value)
        except Unsendable as error:
            refused = error
        if refused is None and self.is_exact:
            return plain
        pickled = self.pickle_of(value)
        if pickled is None:
            if refused is not None:
                raise refused
            return plain
        if refused is not None:
            self._drop_after(kept)
            plain = shown(value)
            self.length += LONGEST_ESCAPE * len(plain)
        return {"$": "pickled", "at": self.stored(pickled), "v": plain}

    def value(self, value):
        kind = type(value)
        if kind is float:
            return self.float(value)
        if kind is int:
            if -LARGEST_EXACT < value < LARGEST_EXACT:
                return value
            digits = digits_of(value)
            self.length += len(digits)
            return {"$": "bigint", "v": digits}
        if kind is str:
            self.length += LONGEST_ESCAPE * len(value)
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
        if self.typed_scalars and value.is_integer():
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
        self.is_exact = False
        return self.list(value)

    def list(self, value):
        if self.typed_scalars and len(value) >= LONG_LIST:
            floats = bytes_of_floats(value)
            if floats is not None:
                return {"$": "list", "of": {"$": "float64", "at": self.stored(floats)}}
        self.length += LONGEST_NUMBER * len(value)
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
        self.is_exact &= type(value) is set
        return {"$": "set", "v": self.list(list(value))}

    def dict(self, value):
        self.is_exact &= type(value) is dict
        is_object = all(isinstance(key, str) for key in value)
        self.length += 2 * LONGEST_NUMBER * len(value)
        with Nesting(self._open, value):
            items = []
            for key, item in value.items():
                try:
                    items.append([self.value(str(key) if is_object else key), self.value(item)])
                except Unsendable as error:
                    error.path.insert(0, "[%r]" % (key,))
                    raise
            return {"$": "object" if is_object else "map", "v": items}

    def complex(self, value):
        self.length += 2 * LONGEST_NUMBER
        parts = [["re", number_of(value.real)], ["im", number_of(value.imag)]]
        return {"$": "object", "v": parts}

    def bytes(self, value):
        self.is_exact &= type(value) is bytes
        return {"$": "bytes", "at": self.stored(bytes(value))}

    def date(self, value):
        self.is_exact = False
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
        self.is_exact = False
        return self.float(value.total_seconds())

    def other(self, value):
        """Return a value that is of none of the usual types."""
        numpy = sys.modules.get("numpy")
        is_numpy = numpy is not None and hasattr(numpy, "ndarray")
        if is_numpy and isinstance(value, numpy.ndarray):
            return arrays().array(self, numpy, value)
        if isinstance(value, enum.Enum):
            if isinstance(value.value, (str, int, float, type(None))):
                return self.value(value.value)
            raise Unsendable(described(value), "Return its value,")
        if isinstance(value, str):
            return self.value(str.__str__(value))
        if is_numpy and isinstance(value, numpy.generic) and not isinstance(value, bytes):
            return arrays().scalar(self, numpy, value)
        array_module = sys.modules.get("array")
        if array_module is not None and isinstance(value, getattr(array_module, "array", ())):
            return arrays().standard_array(self, value)
        for base, encode in BASE_KINDS:
            if isinstance(value, base):
                return encode(self, value)
        raise Unsendable(described(value), remedy_of(value))

    def stored(self, data):
        """Return the place of bytes in the payload."""
        place = [self.payload_size, len(data)]
        self.payload.append(data)
        self.payload_size += len(data)
        return place


def arrays():
    """Return the module for arrays, which most functions do not need."""
    from psyrun_worker import arrays

    return arrays


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
