import { inspect } from 'node:util';
import type { SchedulerArgs } from '@psyrun/core';

/** The scheduler of a new task. */
export interface SchedulerChoice {
  readonly name: string;
  readonly args: SchedulerArgs;
}

/** Where the names of a task come from: `psyrun` has all; its packages are found if it is not there. */
const IMPORTS = {
  psyrun: "import { defineTask, linspace, param, range } from 'psyrun';",
  '@psyrun/cli': [
    "import { linspace, param, range } from '@psyrun/pspace';",
    "import { defineTask } from '@psyrun/task';",
  ].join('\n'),
};

/** The packages that have the `psy` command. */
type Installed = keyof typeof IMPORTS;

/**
 * The text of a new task file: a small sweep that runs as it stands.
 *
 * @example
 * ```ts
 * const text = taskTemplate('circle', { name: 'slurm', args: { memory: '1G' } }, 'psyrun');
 * text.includes("schedulerArgs: { memory: '1G' },"); // => true
 * ```
 */
export function taskTemplate(
  task: string,
  { name, args }: SchedulerChoice,
  installed: Installed,
): string {
  const schedulerArgs = inspect(args, { breakLength: Infinity });
  return `${IMPORTS[installed]}

// Try one row: psy test ${task}    Run all: psy run ${task}
export default defineTask({
  // Every row of this space is evaluated: 10 radii × 3 trials.
  pspace: param({ radius: linspace(0, 1, 10) }).product(param({ trial: range(3) })),

  // Evaluates one row. The result holds its parameters and what is returned.
  execute({ radius }) {
    let inside = 0;
    for (let i = 0; i < 1000; i++) {
      if (Math.hypot(2 * Math.random() - 1, 2 * Math.random() - 1) < radius) inside++;
    }
    return { area: (4 * inside) / 1000 };
  },

  // Format of the result: '.pkl', '.npz' or '.h5'.
  store: '.pkl',
  // The scheduler that runs the jobs, and its arguments.
  scheduler: ${inspect(name)},
  schedulerArgs: ${schedulerArgs},
  // Most jobs to start, and fewest rows of one.
  maxJobs: 100,
  minItems: 1,
});
`;
}
