/** One step of a transcript. */
export type Step =
  | { readonly write: string; readonly text: string }
  | { readonly remove: string }
  | { readonly result: string; readonly is: Readonly<Record<string, readonly unknown[]>> }
  | {
      /** Arguments of psy, separated by blanks. */
      readonly psy: string;
      /** Lines of standard output. */
      readonly out?: readonly string[];
      /** What standard error holds. */
      readonly error?: string;
      /** Exit code, 0 if it is left out. */
      readonly status?: number;
      /** Why the original does something else here; absent where it does the same. */
      readonly differs?: string;
    };

/** A case of the transcripts of the original, translated. */
export interface Transcript {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** A task over `x`, with further lines. */
export function task(space: string, execute: string, more = ''): string {
  return `import { existsSync, readFileSync } from 'node:fs';
import { param, range } from '@psyrun/pspace';
export const pspace = ${space};
${more}
export function execute({ x, ...rest }) { ${execute} }`;
}

/** The lines of a run of task `t`: `.` or `-` for split, process, its jobs, and merge. */
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
