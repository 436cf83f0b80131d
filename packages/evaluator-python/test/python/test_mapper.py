"""Mapping functions and the file that one of them keeps."""

import os
import tempfile
import unittest
import warnings

from psyrun import Param, PickleStore, map_pspace, map_pspace_hdd_backed, map_pspace_parallel
from psyrun.mapper import get_result

calls = []


def half(x):
    calls.append(x)
    if x == 99:
        raise ValueError('no half of 99')
    return {'y': x / 2}


class Mapping(unittest.TestCase):
    def test_all_ways_give_the_rows_in_order(self):
        wanted = {'x': [3, 1, 2], 'y': [1.5, 0.5, 1.0]}
        self.assertEqual(map_pspace(half, Param(x=[3, 1, 2])), wanted)
        for backend in ('multiprocessing', 'threading'):
            found = map_pspace_parallel(lambda x: half(x), Param(x=[3, 1, 2]), 2, backend)
            self.assertEqual(found, wanted)

    def test_a_space_without_rows_gives_no_columns(self):
        self.assertEqual(map_pspace(half, Param()), {})

    def test_processes_draw_different_random_numbers(self):
        import random
        found = map_pspace_parallel(
            lambda x: {'y': random.random(), 'wait': os.system('sleep 0.05')}, Param(x=range(8)), 4)
        self.assertEqual(len(set(found['y'])), 8)

    def test_a_key_to_exclude_that_is_not_there_is_told(self):
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter('always')
            self.assertEqual(get_result(half, {'x': 2}, ['y', 'nope']), {'x': 2})
        self.assertIn("The key 'nope' to remove", str(told[0].message))


class OnDisk(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.file = os.path.join(self.folder.name, 'rows.pkl')
        calls.clear()

    def map(self, values, **options):
        return map_pspace_hdd_backed(half, Param(x=values), self.file, PickleStore(), **options)

    def test_rows_of_the_file_are_not_evaluated_again(self):
        self.map([1, 2])
        self.assertEqual(self.map([1, 2, 3]), {'x': [1, 2, 3], 'y': [0.5, 1.0, 1.5]})
        self.assertEqual(calls, [1, 2, 3])

    def test_rows_before_an_exception_are_kept(self):
        with self.assertRaisesRegex(ValueError, 'no half'):
            self.map([1, 99, 2])
        self.assertEqual(PickleStore().load(self.file), {'x': [1], 'y': [0.5]})

    def test_equal_rows_are_counted(self):
        self.map([5])
        self.assertEqual(self.map([5, 5, 5])['x'], [5, 5, 5])
        self.assertEqual(calls, [5, 5, 5])

    def test_an_excluded_parameter_does_not_hinder_going_on(self):
        options = dict(exclude=['x'], return_data=False)
        map_pspace_hdd_backed(
            lambda x, k: {'y': x}, Param(x=[1, 2], k=['a', 'b']), self.file, PickleStore(), **options)
        map_pspace_hdd_backed(
            lambda x, k: {'y': x}, Param(x=[1, 2, 3], k=['a', 'b', 'c']), self.file, PickleStore(),
            **options)
        self.assertEqual(PickleStore().load(self.file), {'k': ['a', 'b', 'c'], 'y': [1, 2, 3]})

    def test_without_rows_there_is_a_file(self):
        self.map([])
        self.assertEqual(PickleStore().load(self.file), {})


if __name__ == '__main__':
    unittest.main()
