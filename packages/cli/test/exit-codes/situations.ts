import { cpSync, rmSync } from 'node:fs';
import { Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';

/** Row 2 fails while there is a file `broken`. */
const TASK = `
import { existsSync } from 'node:fs';
import { param, range } from '@psyrun/pspace';
export const pspace = param({ x: range(4) });
export const maxJobs = 2;
export const execute = ({ x }) => {
  if (x === 2 && existsSync('broken')) throw new Error('broken');
  return { y: x };
};`;
/** Jobs stay in a queue until they are killed. */
const QUEUE = `
import { appendFileSync, existsSync } from 'node:fs';
export const scheduler = {
  name: 'queue', capabilities: { arrays: true, immediate: false, outcomes: true }, defaultArgs: {},
  submit: async () => '1', submitArray: async () => '2', getJobs: async () => [],
  kill: async () => appendFileSync('dead', ''),
  getStatus: async (ids) => new Map(ids.map((id) => [id, { id, state: existsSync('dead') ? 'failed' : 'queued' }])),
};`;

/** Makes a situation. */
type Make = (project: Project) => void | Promise<void>;

/** Situations are made once and copied. */
const made = new Map<string, Project>();

function copied(name: string, make: Make): Make {
  return async (project) => {
    let original = made.get(name);
    if (original === undefined) {
      original = new Project();
      made.set(name, original);
      await make(original);
    }
    cpSync(original.folder, project.folder, { recursive: true });
  };
}

async function run(project: Project, task: string): Promise<void> {
  project.write('psy-tasks/task_t.js', task);
  await psyHere(project, ['run', '-q', '-j', '1']);
}

/** What can be with a task `t` of 4 rows, in the words of the guide. */
export const SITUATIONS: Readonly<Record<string, Make>> = {
  'no project': () => undefined,
  'no such task': (project) => project.write('psy-tasks/task_other.js', TASK),
  'cannot be loaded': (project) => project.write('psy-tasks/task_t.js', 'throw new Error("no")'),
  'not run': (project) => project.write('psy-tasks/task_t.js', TASK),
  'rows failed': copied('rows failed', async (project) => {
    project.write('broken', '');
    await run(project, TASK);
  }),
  'rows missing': copied('rows missing', async (project) => {
    project.write('broken', '');
    await run(project, TASK);
    rmSync(project.path('broken'));
    rmSync(project.path('psy-work/t/out/1.journal'));
  }),
  complete: copied('complete', (project) => run(project, TASK)),
  busy: copied('busy', (project) =>
    run(project, `${TASK}${QUEUE.replace('appendFileSync, existsSync', 'appendFileSync')}`),
  ),
  damaged: copied('damaged', async (project) => {
    await run(project, TASK);
    project.write('psy-work/t/run.json', '{}');
  }),
};

/** Removes the originals of the situations. */
export function removeSituations(): void {
  for (const project of made.values()) project.remove();
}
