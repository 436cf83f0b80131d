"""Pickles of results: which values have one, and that any reader gets the value back."""

import collections
import datetime
import decimal
import os
import pickle
import sys
import unittest

from psyrun_task.pickled import pickler_for

try:
    import numpy as np
except ImportError:
    np = None

HERE = os.path.dirname(os.path.abspath(__file__))
Point = collections.namedtuple('Point', 'x y')
pickle_of = pickler_for('/a/folder/without/modules')


class Pickled(unittest.TestCase):
    def test_values_come_back_with_their_types(self):
        for value in [(1, [2.5, (3,)]), decimal.Decimal('1.10'), datetime.datetime(2021, 3, 14, 1, 2, 3, 4),
                      datetime.timedelta(1, 2, 3), frozenset([1]), range(3), bytearray(b'a'), 'a\udc80',
                      collections.OrderedDict(a=(1,)), len, dict, datetime.timezone.utc]:
            found = pickle.loads(pickle_of(value))
            self.assertEqual(found, value)
            self.assertIs(type(found), type(value))

    def test_nobody_can_import_what_a_task_file_defines(self):
        of_this_folder = pickler_for(HERE)
        for value in [Point(1, 2), [Point(1, 2)], Point, lambda: 0, _own]:
            self.assertIsNone(of_this_folder(value), value)
        self.assertIsNotNone(of_this_folder(decimal.Decimal(1)))

    def test_what_cannot_be_pickled_has_none(self):
        class Odd:
            def __reduce__(self):
                raise KeyError('odd')
        for value in [(i for i in []), sys.stdin, Odd()]:
            self.assertIsNone(pickle_of(value))

    @unittest.skipUnless(np, 'NumPy')
    def test_numpy_values_name_no_module_that_has_moved(self):
        arrays = [np.array([True]), np.array(['a', 'bc']), np.array([1 + 2j], 'c8'), np.array([1], 'f2'),
                  np.array(['2020-01-01'], 'M8[D]')]
        for value in arrays:
            pickled = pickle_of((value, np.float32(0.5), np.str_('a'), np.bool_(True)))
            self.assertNotIn(b'core', pickled)
            array, *scalars = pickle.loads(pickled)
            self.assertEqual((array.dtype, array.tolist()), (value.dtype, value.tolist()))
            self.assertEqual([type(one) for one in scalars], [np.float32, np.str_, np.bool_])
            array[0] = array[0]  # It can be written to.

    @unittest.skipUnless(np, 'NumPy')
    def test_arrays_of_records_and_masks_come_back(self):
        records = np.array([(1, 2.5)], [('a', 'i4'), ('b', 'f8')])
        self.assertEqual(pickle.loads(pickle_of(records)).dtype.names, ('a', 'b'))
        masked = np.ma.masked_array([1, 2], [True, False])
        self.assertEqual(pickle.loads(pickle_of(masked)).mask.tolist(), [True, False])


def _own():
    """A function of this file."""


if __name__ == '__main__':
    unittest.main()
