/** Tests of the types of tasks. `tsc -b` checks this file; nothing runs it. */
import { param, range } from '@psyrun/pspace';
import { defineTask } from '../src/index.ts';

const pspace = param({ n: range(3), label: ['a', 'b', 'c'] });

// The row of `execute` has the parameters, whatever the result is.
export const task = defineTask({ pspace, execute: ({ n, label }) => ({ y: n * label.length }) });
export const method = defineTask({
  pspace,
  async execute({ n }) {
    return { half: n / 2 };
  },
});
export const prepared = defineTask({
  pspace,
  setup: () => ({ table: [1, 2, 3] }),
  execute: ({ n, table }: { n: number; table: number[] }) => ({ y: table[n] }),
});
export const some = defineTask({ pspace, execute: ({ n }) => (n > 1 ? { big: true } : {}) });

// @ts-expect-error the result has the key of a parameter
defineTask({ pspace, execute: ({ n }) => ({ n: n + 1 }) });
// @ts-expect-error the result of some rows has it
defineTask({ pspace, execute: ({ n }) => (n > 1 ? { label: 'x' } : { y: 1 }) });
// @ts-expect-error there is no parameter m
defineTask({ pspace, execute: ({ m }) => ({ y: m as number }) });
