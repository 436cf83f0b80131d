import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The settings of a task file beside `execute`. */
export interface TaskOptions {
  /** The space, as an expression. */
  readonly space: string;
  readonly maxJobs?: number;
  /** More settings, as lines of the file. */
  readonly settings?: string;
}

/** Writes the file of the task `t`. */
export function writeTask(
  folder: string,
  { space, maxJobs = 100, settings = '' }: TaskOptions,
  execute = '() => ({ y: 1 })',
): void {
  mkdirSync(join(folder, 'psy-tasks'), { recursive: true });
  const text = `import { param, product, range } from '@psyrun/pspace';
export const pspace = ${space};
export const maxJobs = ${maxJobs};
${settings}
export const execute = ${execute};
`;
  const file = join(folder, 'psy-tasks', 'task_t.mjs');
  // It may be a link to the file of a recorded run, which other measurements need.
  rmSync(file, { force: true });
  writeFileSync(file, text);
}
