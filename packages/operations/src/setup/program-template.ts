import { inspect } from 'node:util';
import type { SchedulerChoice } from './task-template.ts';

/** The function of a task that is a program. */
export interface ProgramChoice {
  /** The name of the function that makes its address: `r`, `command`. */
  readonly maker: string;
  /** The call of that function. */
  readonly call: string;
}

/**
 * Returns the text of a new task file whose rows a program evaluates.
 *
 * @param hasUmbrella True if the package `psyrun` is installed, which has all names.
 *
 * @example
 * ```ts
 * const program = { maker: 'r', call: "r('./circle.R', 'area')" };
 * const scheduler = { name: 'immediate', args: {} };
 * programTemplate('circle', scheduler, program, true).includes("evaluator: r('./circle.R', 'area'),"); // => true
 * ```
 */
export function programTemplate(
  task: string,
  { name, args }: SchedulerChoice,
  { maker, call }: ProgramChoice,
  hasUmbrella: boolean,
): string {
  const imports = hasUmbrella
    ? `import { ${[maker, 'defineTask', 'linspace', 'param', 'range'].sort().join(', ')} } from 'psyrun';`
    : [
        `import { ${maker} } from '@psyrun/evaluator-command';`,
        "import { linspace, param, range } from '@psyrun/pspace';",
        "import { defineTask } from '@psyrun/task';",
      ].join('\n');
  return `${imports}

// Try one row: psy test ${task}    Run all: psy run ${task}
export default defineTask({
  // Every row of this space is evaluated: 10 radii × 3 trials.
  pspace: param({ radius: linspace(0, 1, 10) }).product(param({ trial: range(3) })),

  // Evaluates one row. The result holds its parameters and what is returned.
  evaluator: ${call},

  // Format of the result: '.pkl', '.npz' or '.h5'.
  store: '.pkl',
  // The scheduler that runs the jobs, and its arguments.
  scheduler: ${inspect(name)},
  schedulerArgs: ${inspect(args, { breakLength: Infinity })},
  // Most jobs to start, and fewest rows of one.
  maxJobs: 100,
  minItems: 1,
});
`;
}

/** A function in R that evaluates one row. */
export const R_FUNCTION = `# Evaluates one row. The result holds its parameters and what is returned.
area <- function(radius, trial) {
  x <- runif(1000, -1, 1)
  y <- runif(1000, -1, 1)
  list(area = 4 * mean(sqrt(x^2 + y^2) < radius))
}
`;

/** Returns the call that evaluates rows with that function. `file` is beside the task file. */
export function rCall(file: string): ProgramChoice {
  return { maker: 'r', call: `r(${inspect(`./${file}`)}, 'area')` };
}

/** A command that prints the result of a row as JSON. */
export const COMMAND_CALL: ProgramChoice = {
  maker: 'command',
  call: `command([
    'awk',
    'BEGIN { printf "{\\\\"area\\\\": %f}\\\\n", atan2(0, -1) * {radius} * {radius} }',
  ])`,
};
