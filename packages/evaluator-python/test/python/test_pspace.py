"""Spaces against a naive model: lists of rows."""

import operator
import pickle
import random
import unittest

from psyrun.pspace import (
    AmbiguousOperationError, Difference, Param, ParameterSpace, Product, Sum, dict_concat, missing)


def text(row):
    """A row as text, in which NaN equals itself."""
    return repr(sorted(row.items(), key=lambda item: item[0]))


class Model:
    """A space as the list of its rows."""

    def __init__(self, keys, rows):
        self.keys, self.rows = keys, rows

    def plus(self, other):
        keys = self.keys + [key for key in other.keys if key not in self.keys]
        return Model(keys, [
            {key: row.get(key, float('nan')) for key in keys} for row in self.rows + other.rows])

    def times(self, other):
        if not self.keys or not other.keys:
            return self if self.keys else other
        return Model(self.keys + other.keys, [
            dict(left, **right) for left in self.rows for right in other.rows])

    def minus(self, other):
        taken = [text(row) for row in other.rows]
        return Model(self.keys, [
            row for row in self.rows if not other.keys
            or text({key: row[key] for key in other.keys}) not in taken])


def random_space(rng, keys, depth):
    """A random space over some of the keys, and its model."""
    kind = rng.choice(['param', 'sum', 'product', 'difference']) if depth else 'param'
    if kind == 'param':
        used = rng.sample(keys, rng.randint(0, len(keys)))
        length = rng.randint(0, 3)
        values = {key: [rng.choice([0, 1, 2, 0.5, 'x', None, float('nan')])
                        for _ in range(length)] for key in used}
        rows = [{key: values[key][i] for key in used} for i in range(length)] if used else []
        return Param(**values), Model(used, rows)
    if kind == 'product':
        half = rng.randint(0, len(keys))
        left, left_model = random_space(rng, keys[:half], depth - 1)
        right, right_model = random_space(rng, keys[half:], depth - 1)
        return left * right, left_model.times(right_model)
    left, left_model = random_space(rng, keys, depth - 1)
    if kind == 'sum':
        right, right_model = random_space(rng, keys, depth - 1)
        return left + right, left_model.plus(right_model)
    right, right_model = random_space(rng, list(left.keys()), depth - 1)
    return left - right, left_model.minus(right_model)


class RandomSpaces(unittest.TestCase):
    def test_rows_keys_and_length_are_those_of_the_model(self):
        rng = random.Random(8)
        for _ in range(400):
            space, model = random_space(rng, ['a', 'b', 'c', 'd'], 4)
            wanted = [text(row) for row in model.rows]
            self.assertEqual(list(space.keys()), model.keys)
            self.assertEqual(len(space), len(wanted))
            self.assertEqual([text(row) for row in space.iterate()], wanted)
            self.assertEqual([text(space.row(i)) for i in range(len(space))], wanted)
            self.assertEqual([text(space.row(-i - 1)) for i in range(len(space))], wanted[::-1])
            copy = pickle.loads(pickle.dumps(space, 4))
            self.assertEqual([text(row) for row in copy.iterate()], wanted)

    def test_nothing_is_missing_from_a_space_itself(self):
        rng = random.Random(9)
        for _ in range(200):
            space, model = random_space(rng, ['a', 'b', 'c'], 3)
            if model.rows:
                self.assertEqual(len(missing(space, space)), 0)


class Params(unittest.TestCase):
    def test_one_value_is_repeated_for_each_row(self):
        space = Param(x=[1, 2], text='ab', data=b'ab', none=None, table={'k': 1}, some={1})
        self.assertEqual(space.build(), {
            'x': [1, 2], 'text': ['ab'] * 2, 'data': [b'ab'] * 2, 'none': [None] * 2,
            'table': [{'k': 1}] * 2, 'some': [{1}] * 2})

    def test_values_alone_are_one_row_and_no_parameter_is_none(self):
        self.assertEqual(Param(x=1, y='a').build(), {'x': [1], 'y': ['a']})
        self.assertEqual(len(Param()), 0)

    def test_any_name_can_be_a_parameter(self):
        self.assertEqual(Param(self=[1], file=[2]).build(), {'self': [1], 'file': [2]})

    def test_lists_of_different_length_are_refused_with_their_lengths(self):
        with self.assertRaisesRegex(ValueError, r'differ in length. \(a: 1, b: 2\)'):
            Param(a=[1], b=[1, 2])

    def test_text_shows_keys_in_order(self):
        self.assertEqual(str(Param(**{'b.b': [3], 'a': [1]})), 'Param(a=[1], b.b=[3])')
        self.assertEqual(repr(Param(a=[1])), "Param(**{'a': [1]})")

    def test_a_row_that_is_not_there_is_an_index_error(self):
        for space in (Param(x=[1]), Param(x=[1]) * Param(y=[1]), Param(x=[1]) + Param(x=[2])):
            with self.assertRaises(IndexError):
                space.row(len(space))


class Operators(unittest.TestCase):
    def test_shared_keys_cannot_be_multiplied(self):
        with self.assertRaisesRegex(AmbiguousOperationError, "Duplicate param keys: {'a'}"):
            Product(Param(a=[1]), Param(a=[2]))

    def test_a_key_that_the_space_lacks_cannot_be_subtracted(self):
        with self.assertRaisesRegex(AmbiguousOperationError, 'Key `c` not existent in minuend.'):
            Difference(Param(a=[1]), Param(c=[]))

    def test_missing_names_the_key_that_the_other_space_lacks(self):
        with self.assertRaisesRegex(AmbiguousOperationError, '`a`'):
            missing(Param(a=[1]), Param(b=[1]))

    def test_only_spaces_can_be_combined(self):
        for other in (3, {}, [1], None):
            for combine in (operator.add, operator.sub, operator.mul):
                with self.assertRaisesRegex(TypeError, "'Param'"):
                    combine(Param(a=[1]), other)

    def test_a_wrong_number_of_arguments_is_an_error(self):
        space = Param(a=[1])
        for call in (
                lambda: Param([1]), lambda: Param(space, b=2),
                lambda: space.was(1), lambda: space.renamed('a'), lambda: space.dropped(1, b=2),
                lambda: dict_concat(), lambda: dict_concat({}, {}),
                lambda: missing(space), lambda: missing(space, space, space),
                lambda: Product(space), lambda: Sum(space), lambda: Difference(space),
                lambda: Sum(space, space, space), lambda: space.build(1), lambda: space.iterate(1),
                lambda: space.get_param('a'), lambda: ParameterSpace()):
            with self.assertRaises(TypeError):
                call()
        with self.assertRaisesRegex(TypeError, r'Name them, as in Param\(x=...\)'):
            Param([1])

    def test_true_is_not_one_and_a_tuple_is_its_list(self):
        self.assertEqual((Param(a=[1, True]) - Param(a=[True])).build(), {'a': [1]})
        self.assertEqual(len(Param(a=[(1, 2)]) - Param(a=[[1.0, 2]])), 0)

    def test_sums_of_any_depth_have_rows_and_can_be_pickled(self):
        space = Param(x=[0])
        for i in range(5000):
            space += Param(x=[i])
        self.assertEqual(len(pickle.loads(pickle.dumps(space, 4))), 5001)
        self.assertEqual(space.row(5000), {'x': 4999})

    def test_a_space_of_ones_own_takes_part(self):
        class Corner(ParameterSpace):
            def __init__(self):
                super().__init__(['i', 'j'])

            def iterate(self):
                return ({'i': i, 'j': j} for j in range(2) for i in range(j + 1))

            def __len__(self):
                return 3

        space = Corner() * Param(z=[7]) + Corner()
        self.assertEqual(len(space), 6)
        self.assertEqual(space.row(2), {'i': 1, 'j': 1, 'z': 7})

    def test_dicts_are_joined_in_the_order_of_their_keys(self):
        self.assertEqual(
            list(dict_concat([{'z': 1}, {'a': 2, 'z': 3}]).items()),
            [('z', [1, 3]), ('a', [None, 2])])


if __name__ == '__main__':
    unittest.main()
