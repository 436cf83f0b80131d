import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a task file has beside `execute`. */
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
  writeFileSync(join(folder, 'psy-tasks', 'task_t.mjs'), text);
}
