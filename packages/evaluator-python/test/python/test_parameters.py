import unittest

from psyrun_worker.encoder import Encoder
from psyrun_worker.parameters import Parameter, own_copy


class ParameterTest(unittest.TestCase):
    def setUp(self):
        self.pickled = []
        self.encoder = Encoder(self.pickle_of)
        self.encoder.typed_scalars = True

    def pickle_of(self, value):
        self.pickled.append(value)
        return b'pickle'

    def test_a_value_that_only_python_has_is_pickled_once(self):
        row = self.encoder.row([('pair', Parameter((1, 2)))])
        self.assertEqual(row, {'pair': {'$': 'pickled', 'at': [0, 6], 'v': [1, 2]}})
        self.assertEqual(self.pickled, [(1, 2)])
        self.assertEqual(self.encoder.payload, [b'pickle'])

    def test_a_float_with_a_whole_value_is_sent_with_its_type(self):
        row = self.encoder.row([('x', Parameter(2.0))])
        self.assertEqual(row, {'x': {'$': 'scalar', 'dtype': 'float64', 'v': 2.0}})

    def test_values_that_the_space_shows_are_not_sent(self):
        row = self.encoder.row([
            ('list', Parameter([1, 'a', None])), ('bytes', Parameter(b'abc')), ('y', 0.5)])
        self.assertEqual(row, {'y': 0.5})
        self.assertEqual((self.encoder.payload, self.encoder.payload_size), ([], 0))

    def test_a_value_that_cannot_be_sent_is_left_to_the_space(self):
        self.encoder.pickle_of = lambda value: None
        row = self.encoder.row([('f', Parameter(len)), ('y', 0.5)])
        self.assertEqual(row, {'y': 0.5})

    def test_a_function_may_change_what_rows_share(self):
        shared = [1]
        values = {'a': shared, 'b': shared, 'x': 1}
        copy = own_copy(values)
        copy['a'].append(2)
        self.assertEqual(values, {'a': [1], 'b': [1], 'x': 1})
        self.assertIs(copy['a'], copy['b'])
        plain = {'x': 1, 's': 'a'}
        self.assertIs(own_copy(plain), plain)


if __name__ == '__main__':
    unittest.main()
