"""Values of a message as those of Python."""
import datetime
import sys

EPOCH = datetime.datetime(1970, 1, 1)
MILLISECOND = datetime.timedelta(milliseconds=1)


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
