import type { SchedulerArgs } from '@psyrun/core';
import type { SchedulerChoice } from './task-template.ts';

/** The classes of the official schedulers in Python. */
const CLASSES: Readonly<Record<string, string>> = {
  immediate: 'ImmediateRun',
  pbs: 'Pbs',
  sge: 'Sge',
  slurm: 'Slurm',
  sqsub: 'Sqsub',
};

/**
 * Returns the text of a new task file in Python: a small sweep that runs as it stands.
 *
 * @example
 * ```ts
 * const text = pythonTemplate('circle', { name: 'slurm', args: { memory: '1G' } });
 * text.includes('scheduler = Slurm()'); // => true
 * text.includes('scheduler_args = {"memory": "1G"}'); // => true
 * ```
 */
export function pythonTemplate(task: string, { name, args }: SchedulerChoice): string {
  const known = CLASSES[name];
  const imports = ['Param', 'PickleStore', ...(known ? [known] : [])].sort().join(', ');
  return `import math
import random

from psyrun import ${imports}

# Try one row: psy test ${task}    Run all: psy run ${task}
# Every row of this space is evaluated: 10 radii × 3 trials.
pspace = Param(radius=[i / 9 for i in range(10)]) * Param(trial=range(3))

# Format of the result: PickleStore here, NpzStore of psyrun.store.npz, H5Store of psyrun.store.h5.
store = PickleStore()
# The scheduler that runs the jobs, and its arguments.
scheduler = ${known ? `${known}()` : JSON.stringify(name)}
scheduler_args = ${pythonDict(args)}
# Most jobs to start, and fewest rows of one.
max_jobs = 100
min_items = 1


def execute(radius, trial):
    """Evaluate one row. The result holds its parameters and what is returned."""
    inside = 0
    for _ in range(1000):
        if math.hypot(random.uniform(-1, 1), random.uniform(-1, 1)) < radius:
            inside += 1
    return {"area": 4 * inside / 1000}
`;
}

/** Texts and numbers are written alike in JSON and in Python. */
function pythonDict(args: SchedulerArgs): string {
  const items = Object.entries(args).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return `{${items.join(', ')}}`;
}
