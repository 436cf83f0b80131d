import type { Point } from '../fixtures/answers.ts';
import type { Project } from '../fixtures/project.ts';
import { psyHere, PSYRUN } from '../fixtures/psy-here.ts';
import { rowsHere } from '../fixtures/rows-here.ts';

/** A run whose system calls fail one after the other. */
export interface Scene {
  readonly name: string;
  /** What is done before the run. */
  readonly before?: (project: Project) => Promise<void>;
  /** The task file of the run. */
  readonly source: string;
  /** The arguments of the run, and of the run that goes on after the fault. */
  readonly run: readonly string[];
  readonly goOn: readonly string[];
  readonly result: string;
  /** The rows of the direct evaluation. */
  readonly rows: readonly Point[];
  /** The rows of the run that this one replaces. */
  readonly former?: readonly Point[];
}

/** A task of the rows `x` from 0 whose rows are added to the file `evaluated` when they are evaluated. */
const task = (rows: number, more = '', factor = 1) => `
  import { appendFileSync, existsSync } from 'node:fs';
  import { param, range } from '@psyrun/pspace';
  export const pspace = param({ x: range(${rows}) });
  export const execute = ({ x }) => {
    appendFileSync('evaluated', x + '\\n');
    if (x === 1 && existsSync('broken')) throw new Error('broken');
    return { y: x * ${factor} + 0.5 };
  };
  ${rowsHere()}
  ${more}`;

const points = (rows: number, factor = 1): Point[] =>
  Array.from({ length: rows }, (_, x) => [x, x * factor + 0.5]);

const RUN = ['run', '-q', 't'];
const CONTINUE = ['run', '-q', '-c', 't'];
const RESULT = 'psy-work/t/result.pkl';

async function runBefore(project: Project, source: string): Promise<void> {
  project.write('psy-tasks/task_t.js', source);
  await psyHere(project, RUN, undefined, PSYRUN);
}

export const SCENES: readonly Scene[] = [
  {
    name: 'a new run',
    source: task(3, 'export const maxJobs = 2;'),
    run: RUN,
    goOn: CONTINUE,
    result: RESULT,
    rows: points(3),
  },
  {
    name: 'a continued run of more rows, one of which failed',
    before: async (project) => {
      project.write('broken', '');
      await runBefore(project, task(3));
    },
    source: task(4),
    run: CONTINUE,
    goOn: CONTINUE,
    result: RESULT,
    rows: points(4),
  },
  {
    name: 'a run of other code',
    before: (project) => runBefore(project, task(2)),
    source: task(2, '', 3),
    run: RUN,
    goOn: RUN,
    result: RESULT,
    rows: points(2, 3),
    former: points(2),
  },
  {
    name: 'load balancing',
    source: task(3, `export const backend = 'load-balancing', maxJobs = 2;`),
    run: RUN,
    goOn: CONTINUE,
    result: RESULT,
    rows: points(3),
  },
  ...['.npz', '.h5'].map((ext) => ({
    name: `a new run with ${ext}`,
    source: task(2, `export const store = '${ext}';`),
    run: RUN,
    goOn: CONTINUE,
    result: `psy-work/t/result${ext}`,
    rows: points(2),
  })),
];
