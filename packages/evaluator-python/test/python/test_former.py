import math
import pickle
import unittest

from psyrun.pspace import AmbiguousOperationError, Param, former_of, missing
from psyrun_task.freeze import frozen_space

SOLVERS = Param(solver=['euler', 'rk4']).was(solver='euler')


class FormerRows(unittest.TestCase):
    def test_rows_without_a_key_have_its_former_value(self):
        now = Param(x=[1, 2]) * SOLVERS
        self.assertEqual((now - Param(x=[1, 2])).build(), {'x': [1, 2], 'solver': ['rk4', 'rk4']})
        self.assertEqual(missing(now, Param(x=[2], y=[0])).build(),
                         {'x': [1, 1, 2], 'solver': ['euler', 'rk4', 'rk4']})

    def test_keys_are_renamed_and_other_values_of_a_dropped_key_do_not_count(self):
        now = Param(beta=[1, 2, 3]).renamed(rate='beta').dropped(version=2)
        done = Param(rate=[1, 2, 3], version=[1, 2, 2])
        self.assertEqual(missing(now, done).build(), {'beta': [1]})

    def test_operators_keep_what_their_operands_say(self):
        for space in (SOLVERS * Param(y=[1]), Param(y=[1]) * SOLVERS, SOLVERS + Param(y=[1]),
                      Param(y=[1]) * SOLVERS - Param(y=[1]), SOLVERS.dropped(v=1)):
            self.assertEqual(former_of(pickle.loads(pickle.dumps(space, 4))).was, {'solver': 'euler'})

    def test_contradictions_are_refused(self):
        for said in (lambda: SOLVERS.was(solver='rk4'), lambda: SOLVERS.was(x=1),
                     lambda: SOLVERS.renamed(a='b'), lambda: SOLVERS.dropped(solver=1),
                     lambda: SOLVERS.renamed(a='solver').dropped(a=1),
                     lambda: SOLVERS.converted('x', ('a', 'b'), abs, abs)):
            with self.assertRaises(AmbiguousOperationError):
                said()

    def test_functions_that_do_not_undo_each_other_are_refused(self):
        with self.assertRaisesRegex(ValueError, 'cannot be converted: inverse'):
            Param(x=[1]).converted('x', ('a', 'b'), lambda x: x, lambda x: x + 1)
        with self.assertRaisesRegex(ValueError, r'inverse is 1\.0 for 1\.0 and for'):
            Param(x=[1, 1 + 2e-16]).converted('x', ('a', 'b'), float, float)

    def test_a_space_that_says_nothing_has_the_first_version(self):
        self.assertEqual(sorted(frozen_space(Param(x=[1]))), ['format', 'space', 'version'])
        angles = Param(a=[0, math.pi]).converted('a', ('deg', 'rad'), math.radians, math.degrees)
        self.assertEqual(frozen_space(angles * SOLVERS)['version'], 2)


if __name__ == '__main__':
    unittest.main()
