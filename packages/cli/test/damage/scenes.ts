import { writeFileSync } from 'node:fs';
import { encodeDocument, type DocumentKind } from '@psyrun/files/documents';
import type { Project } from '../fixtures/project.ts';
import { psyHere, PSYRUN } from '../fixtures/psy-here.ts';
import { rowsHere } from '../fixtures/rows-here.ts';

/** A work directory after runs, and the files to damage. */
export interface Scene {
  readonly name: string;
  readonly make: (project: Project) => Promise<void>;
  /** Paths in the work directory. The last one can stand for many files of its kind. */
  readonly files: readonly string[];
  /** True if jobs are queued or running. */
  readonly active?: boolean;
}

/** Rows from index 6 fail while the file `broken` exists. */
const task = (rows: number, more = rowsHere()) => `
  import { existsSync } from 'node:fs';
  import { param, range } from '@psyrun/pspace';
  export const pspace = param({ x: range(${rows}), name: Array.from({ length: ${rows} }, (_, i) => 'n' + i) });
  export const maxJobs = 2;
  export const execute = ({ x }) => {
    if (x >= 6 && existsSync('broken')) throw new Error('broken');
    return { y: x / 4 };
  };
  ${more}`;

/** A scheduler whose jobs never end. */
const CLUSTER = `
  import { appendFileSync } from 'node:fs';
  let count = 0;
  export const scheduler = {
    name: 'cluster', capabilities: { arrays: true, immediate: false, outcomes: true }, defaultArgs: {},
    submit: async () => String(++count), submitArray: async () => String(++count),
    getJobs: async () => [], kill: async (ids) => appendFileSync('killed', ids.join() + '\\n'),
    getStatus: async (ids) => new Map(ids.map((id) => [id, { id, state: 'running' }])),
  };`;

async function runs(project: Project, source: string, ...args: string[]): Promise<void> {
  project.write('psy-tasks/task_t.js', source);
  await psyHere(project, ['run', '-q', ...args], undefined, PSYRUN);
}

export const SCENES: readonly Scene[] = [
  {
    name: 'half done',
    files: ['run.json', 'ledger', 'ledger.size', 'in/0.json', 't:process.json'],
    make: async (project) => {
      project.write('broken', '');
      await runs(project, task(12));
    },
  },
  {
    name: 'locked',
    files: ['run.json.lock'],
    make: async (project) => {
      await runs(project, task(12));
      const owner = { host: 'h', pid: 2 ** 22, started: '1', boot: 'other' };
      const lock = encodeDocument({ name: 'lock', version: 2 } as DocumentKind<object>, owner);
      writeFileSync(project.path('psy-work/t/run.json.lock'), lock);
    },
  },
  {
    name: 'complete',
    files: ['run.json', 'ledger', 'result.certificate.json', 'in/1.json'],
    make: (project) => runs(project, task(12)),
  },
  {
    name: 'continued',
    files: ['run.json', 'kept/1.json', 'ledger'],
    make: async (project) => {
      await runs(project, task(5));
      project.write('broken', '');
      await runs(project, task(12), '-c');
    },
  },
  {
    name: 'load balanced',
    files: ['run.json', 'in/queue.json', 'ledger', 'notice'],
    make: async (project) => {
      project.write('broken', '');
      await runs(project, task(12, `export const backend = 'load-balancing';\n${rowsHere()}`));
    },
  },
  {
    name: 'on a cluster',
    active: true,
    files: ['run.json', 'ledger', 't:process.json'],
    make: (project) => runs(project, task(12, CLUSTER)),
  },
];
