/** One step of a transcript. */
export type Step =
  | { readonly write: string; readonly text: string }
  | { readonly remove: string }
  | { readonly result: string; readonly is: Readonly<Record<string, readonly unknown[]>> }
  | {
      /** Arguments of psy, separated by spaces. */
      readonly psy: string;
      /** Lines of standard output. */
      readonly out?: readonly string[];
      /** Text that standard error contains. */
      readonly error?: string;
      /** Exit code. Default: 0. */
      readonly status?: number;
      /** Why the original behaves differently. Default: it does not. */
      readonly differs?: string;
    };

/** A case of the transcripts of the original, translated. */
export interface Transcript {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** Returns a task over `x` with more lines. */
export function task(space: string, execute: string, more = ''): string {
  return `import { existsSync, readFileSync } from 'node:fs';
import { param, range } from '@psyrun/pspace';
export const pspace = ${space};
${more}
export function execute({ x, ...rest }) { ${execute} }`;
}

/** Returns the lines of a run of task `t`: `.` or `-` for split, process, its jobs, and merge. */
export function jobs(marks: string, name = 't'): string[] {
  const [split, process, ...rest] = [...marks];
  const merge = rest.pop();
  return [
    `${split} ${name}:split`,
    `${process} ${name}:process`,
    ...rest.map((mark, i) => `${mark} ${name}:process:${i}`),
    `${merge} ${name}:merge`,
  ];
}
