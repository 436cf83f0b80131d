"""What a store is, and the choice of one by the ending of a file name."""

import contextlib
import os
import tempfile


class Store:
    """Saves and loads tables: dicts of columns of equal length."""

    ext = ''

    def save(self, filename, data):
        """Write a file with the columns of `data`. A file that was there is replaced as a whole."""
        raise NotImplementedError()

    def append(self, filename, data):
        """Add the rows of `data` to a file, or make the file."""
        raise NotImplementedError()

    def load(self, filename, row=None):
        """Return the columns of a file, or of one row of it."""
        raise NotImplementedError()


class AutodetectStore(Store):
    """Uses the store that the ending of the file name asks for: .pkl, .npz or .h5."""

    registry = {}

    @classmethod
    def get_concrete_store(cls, filename):
        """Return the store for a file. Raises ValueError for an ending that no store has."""
        ext = os.path.splitext(os.fspath(filename))[1].lower()
        if ext not in STORES:
            raise ValueError("No store is known for '{}' ({}). Known are {}.".format(
                ext, filename, ', '.join(sorted(STORES))))
        module, name = STORES[ext]
        return getattr(__import__(module, fromlist=[name]), name)()

    def save(self, filename, data):
        self.get_concrete_store(filename).save(filename, data)

    def append(self, filename, data):
        self.get_concrete_store(filename).append(filename, data)

    def load(self, filename, row=None):
        return self.get_concrete_store(filename).load(filename, row=row)


# Imported when they are used, as NumPy and PyTables take long and may not be there.
STORES = {
    '.h5': ('psyrun.store.h5', 'H5Store'),
    '.npz': ('psyrun.store.npz', 'NpzStore'),
    '.pkl': ('psyrun.store.pickle', 'PickleStore'),
}


@contextlib.contextmanager
def replacing(filename):
    """Give the name of a new file that takes the place of `filename` at the end, as a whole.

    After an error or a crash, `filename` is as it was.
    """
    folder, name = os.path.split(os.path.abspath(filename))
    handle, temporary = tempfile.mkstemp(prefix='.' + name + '.', suffix='.tmp', dir=folder)
    os.close(handle)
    try:
        yield temporary
        with open(temporary, 'rb+') as written:
            os.fsync(written.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, filename)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def _umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask


def length_of(data):
    """Return the number of rows of a table. Raises ValueError if its columns differ in length.

    A column of one value stands for that value in each row.
    """
    lengths = {len(column) for column in data.values()}
    rows = max(lengths, default=0)
    if lengths - {1, rows}:
        raise ValueError('Columns differ in length. ({})'.format(
            ', '.join('{}: {}'.format(key, len(column)) for key, column in data.items())))
    return rows


def row_index(row, rows, filename):
    """Return the index of a row counted from the start. Raises IndexError if it is not there."""
    if not -rows <= row < rows:
        raise IndexError('There is no row {} in {}, which has {}.'.format(row, filename, rows))
    return row % rows
