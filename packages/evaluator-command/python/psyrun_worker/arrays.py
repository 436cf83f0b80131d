"""Arrays and scalars of NumPy, and arrays of the module array, as data for psyrun."""
import sys

from psyrun_worker.refusals import Unsendable, described


def scalar(encoder, numpy, value):
    dtype = value.dtype
    if dtype.kind == "b":
        return bool(value)
    if dtype.kind in "iu":
        number = int(value)
        return encoder.value(number) if dtype.name == "int64" else encoder.scalar(dtype.name, number)
    if dtype.kind == "f" and dtype.itemsize <= 8:
        number = float(value)
        if dtype.itemsize == 8:
            return encoder.float(number)
        return encoder.scalar("float32", number)
    if dtype.kind == "c" and dtype.itemsize <= 16:
        return encoder.complex(complex(value))
    encoder.is_exact = False
    if dtype.kind == "M":
        return encoder.value(dates(value))
    if dtype.kind == "m":
        return encoder.value(float(value / numpy.timedelta64(1, "s")))
    raise Unsendable(described(value), "Use float(…)," if dtype.kind in "fc" else None)


def array(encoder, numpy, value):
    dtype = value.dtype
    if isinstance(value, numpy.ma.MaskedArray):
        raise Unsendable("a masked array", "Use .filled(…),")
    if dtype.names is not None:
        raise Unsendable("an array of records", "Return its fields one by one, as array['name'],")
    if value.ndim == 0:
        return encoder.value(value[()])
    if dtype.kind in "iuf" and dtype.itemsize <= 8:
        encoder.is_exact &= type(value) is numpy.ndarray and dtype != numpy.float16
        return numbers(encoder, numpy, value)
    encoder.is_exact = False
    if dtype.kind in "fc" and dtype.itemsize > (16 if dtype.kind == "c" else 8):
        plain = "complex" if dtype.kind == "c" else "float"
        raise Unsendable("an array of %s" % dtype, "Use .astype(%s)," % plain)
    if dtype.kind == "m":
        return numbers(encoder, numpy, value / numpy.timedelta64(1, "s"))
    if dtype.kind == "M":
        return encoder.list(dates(value))
    if dtype.kind == "V":
        raise Unsendable("an array of %s" % dtype)
    return encoder.list(value.tolist())


def numbers(encoder, numpy, value):
    kind = "float32" if value.dtype == numpy.float16 else value.dtype.name
    flat = numpy.ascontiguousarray(value, dtype=numpy.dtype(kind).newbyteorder("<"))
    # The function may change its array after it has returned, so its bytes are copied.
    data = {"$": kind, "at": encoder.stored(flat.tobytes())}
    # One axis of uint8 would be a string of bytes.
    if value.ndim == 1 and kind != "uint8":
        return data
    return {"$": "ndarray", "shape": list(value.shape), "data": data}


def dates(value):
    return value.astype("datetime64[us]").tolist()


def standard_array(encoder, value):
    """Return an array of the module array."""
    encoder.is_exact = False
    if value.typecode in "uw":
        return encoder.list(value.tolist())
    kind = {"f": "float32", "d": "float64"}.get(value.typecode)
    if kind is None:
        sign = "u" if value.typecode.isupper() else ""
        kind = "%sint%d" % (sign, 8 * value.itemsize)
    if sys.byteorder == "big":
        value = value[:]
        value.byteswap()
    data = {"$": kind, "at": encoder.stored(value.tobytes())}
    return {"$": "ndarray", "shape": [len(value)], "data": data} if kind == "uint8" else data
