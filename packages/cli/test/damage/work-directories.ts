import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { IN_MEMORY, Project } from '../fixtures/project.ts';
import { psyHere, PSYRUN } from '../fixtures/psy-here.ts';
import { rowsHere } from '../fixtures/rows-here.ts';

/** The rows of the last generation, and their results. */
const ROWS = 12;
export const RESULT: readonly (readonly [x: number, y: number])[] = Array.from(
  { length: ROWS },
  (_, x) => [x, x / 4],
);

/** The state of a work directory. */
export interface WorkState {
  readonly name: string;
  readonly backend: string;
  readonly store: string;
  /** The numbers of rows of the generations. In the last one, rows fail if `isBroken`. */
  readonly generations: readonly number[];
  readonly isBroken: boolean;
}

const STORES = ['.pkl', '.npz', '.h5'];

const STATES: readonly Omit<WorkState, 'store'>[] = [
  { name: 'half done', backend: 'distribute', generations: [12], isBroken: true },
  { name: 'complete', backend: 'distribute', generations: [12], isBroken: false },
  { name: 'continued', backend: 'distribute', generations: [5, 12], isBroken: true },
  { name: 'load balanced', backend: 'load-balancing', generations: [12], isBroken: true },
];

/** Returns the states of work directories, each with all stores, or each with another one. */
export function workStates(hasAllStores: boolean): WorkState[] {
  return STATES.flatMap((state, i) => {
    const stores = hasAllStores ? STORES : [STORES[i % STORES.length]!];
    return stores.map((store) => ({ ...state, name: `${state.name}, ${store}`, store }));
  });
}

/** Each evaluation of a row adds a line to `seen`. Rows from 6 on fail while `broken` is there. */
const source = (project: Project, { backend, store }: WorkState, rows: number, divisor: number) => `
  import { appendFileSync, existsSync } from 'node:fs';
  import { param, range } from '@psyrun/pspace';
  export const pspace = param({ x: range(${rows}) });
  export const maxJobs = 2;
  export const backend = '${backend}', store = '${store}';
  export const execute = ({ x }) => {
    appendFileSync(${JSON.stringify(project.path('seen'))}, x + '\\n');
    if (x >= 6 && existsSync(${JSON.stringify(project.path('broken'))})) throw new Error('broken');
    return { y: x / ${divisor} };
  };
  ${rowsHere()}`;

/** Makes a project with the task `t` in a state. Its `saved` is a copy of its work directory. */
export async function projectIn(state: WorkState, divisor = 4): Promise<Project> {
  const { generations, isBroken } = state;
  const project = new Project(IN_MEMORY);
  for (const [i, rows] of generations.entries()) {
    project.write('psy-tasks/task_t.js', source(project, state, rows, divisor));
    if (isBroken && i === generations.length - 1) project.write('broken', '');
    await psyHere(project, ['run', '-q', '-c', 't'], undefined, PSYRUN);
  }
  rmSync(project.path('broken'), { force: true });
  cpSync(project.path('psy-work'), project.path('saved'), { recursive: true });
  return project;
}

/** Returns the paths of all files below a folder, in it. */
export function filesIn(root: string, folder = root): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(root, path) : [relative(root, path)];
  });
}
