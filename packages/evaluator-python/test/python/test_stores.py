"""The stores, one table of cases for all that are there."""

import os
import tempfile
import unittest

from psyrun.store import AutodetectStore, PickleStore

STORES = [PickleStore()]
try:
    from psyrun.store.npz import NpzStore
    STORES.append(NpzStore())
    import tables  # The store itself imports it when it is used.
    from psyrun.store.h5 import H5Store
    STORES.append(H5Store())
    del tables
except ImportError as error:
    print('Left out, as there is no', error.name)


def plain(table):
    """A table as lists of Python values, with the text 'nan' for NaN and for None."""
    return {key: [_plain(value) for value in list(getattr(column, 'tolist', lambda: column)())]
            for key, column in table.items()}


def _plain(value):
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return 'nan' if value is None or value != value else value


class Stores(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def each(self):
        for store in STORES:
            with self.subTest(store=type(store).__name__):
                yield store, os.path.join(self.folder.name, 'a table' + store.ext)

    def test_what_is_saved_is_loaded(self):
        table = {'file': [1, 2], 'x': [0.5, -0.0], 'v': [[1, 2], [3, 4]], 'c': [1j, 2.0]}
        for store, file in self.each():
            store.save(file, table)
            self.assertEqual(plain(store.load(file)), table)
            self.assertEqual(plain(AutodetectStore().load(file)), table)
            self.assertEqual(os.listdir(self.folder.name).count(os.path.basename(file)), 1)

    def test_rows_are_counted_from_both_ends(self):
        for store, file in self.each():
            store.save(file, {'x': [1, 2, 3]})
            self.assertEqual(plain(store.load(file, row=1)), {'x': [2]})
            self.assertEqual(plain(store.load(file, row=-1)), {'x': [3]})
            for row in (3, -4):
                with self.assertRaises(IndexError):
                    store.load(file, row=row)

    def test_appended_rows_keep_their_places(self):
        for store, file in self.each():
            store.append(file, {'x': [1], 'a': [5]})
            store.append(file, {'x': [2, 3], 'b': [0.5, 0.25]})
            self.assertEqual(plain(store.load(file)), {
                'x': [1, 2, 3], 'a': [5, 'nan', 'nan'], 'b': ['nan', 0.5, 0.25]})

    def test_whole_numbers_do_not_cut_later_fractions(self):
        for store, file in self.each():
            store.append(file, {'x': [1]})
            store.append(file, {'x': [0.5]})
            self.assertEqual(plain(store.load(file)), {'x': [1, 0.5]})

    def test_longer_vectors_come_later(self):
        for store, file in self.each():
            store.append(file, {'v': [[1]]})
            store.append(file, {'v': [[1, 2]]})
            wanted = [[1], [1, 2]] if store.ext == '.pkl' else [[1, 'nan'], [1, 2]]
            self.assertEqual(plain(store.load(file)), {'v': wanted})

    def test_a_table_without_rows_is_a_file(self):
        for store, file in self.each():
            store.save(file, {})
            self.assertEqual(store.load(file), {})

    def test_a_refused_column_leaves_the_file_as_it_was(self):
        for store, file in self.each():
            store.save(file, {'x': [1]})
            with self.assertRaises(Exception):
                store.append(file, {'x': [2, 3], 'y': [1, 2, 3, 4, 5]})
            self.assertEqual(plain(store.load(file)), {'x': [1]})
            self.assertEqual(len([name for name in os.listdir(self.folder.name)
                                  if name.endswith('.tmp')]), 0)

    def test_text_is_text_again(self):
        for store, file in self.each():
            store.save(file, {'t': ['\u00fc', '', 'a\u00df']})
            self.assertEqual(plain(store.load(file)), {'t': ['\u00fc', '', 'a\u00df']})

    def test_an_unknown_ending_is_refused_with_those_known(self):
        with self.assertRaisesRegex(ValueError, r"'.txt'.*Known are .h5, .npz, .pkl"):
            AutodetectStore().load('x.txt')

    def test_a_wrong_number_of_arguments_is_an_error(self):
        for store in STORES + [AutodetectStore()]:
            for call, arguments in (
                    (store.save, ['x']), (store.save, ['x', {}, 1]), (store.append, ['x']),
                    (store.append, ['x', {}, 1]), (store.load, []), (store.load, ['x', 0, 1])):
                with self.assertRaises(TypeError):
                    call(*arguments)


if __name__ == '__main__':
    unittest.main()
