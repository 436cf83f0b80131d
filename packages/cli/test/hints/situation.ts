import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { encodeDocument, type DocumentKind } from '@psyrun/files/documents';
import { Project } from '../fixtures/project.ts';
import { psyHere, PSYRUN } from '../fixtures/psy-here.ts';

/** A project, and psy in it. */
export class Situation {
  readonly project = new Project();

  task(source: string, name = 't'): void {
    this.project.write(`psy-tasks/task_${name}.js`, source);
  }

  /** Calls psy, in a folder of the project. Resolves to its exit code and all that it printed. */
  async psy(
    line: string,
    folder = '',
  ): Promise<{ readonly status: number | null; readonly said: string }> {
    const at = { folder: this.project.path(folder) };
    const outcome = await psyHere(at, line.split(' '), undefined, PSYRUN);
    return { status: outcome.status, said: `${outcome.stdout}${outcome.stderr}` };
  }

  async said(...lines: string[]): Promise<string> {
    let all = '';
    for (const line of lines) all += (await this.psy(line)).said;
    return all;
  }

  logs(): string {
    const folder = this.project.path('psy-work/t');
    const logs = existsSync(folder)
      ? readdirSync(folder).filter((name) => name.endsWith('.log'))
      : [];
    return logs.map((name) => this.project.read(`psy-work/t/${name}`)).join('');
  }
}

/** Rows from 2 fail while there is a file `broken`. */
export const task = (more = '', rows = 4, value = 'x') => `
import { existsSync, rmSync } from 'node:fs';
import { param, range } from '@psyrun/pspace';
export const pspace = param({ x: range(${rows}) });
export const maxJobs = 2;
export const execute = ({ x }) => {
  if (x >= 2 && existsSync('broken')) throw new Error('broken');
  return { y: ${value} };
};
${more}`;
/** Jobs stay in a queue until they are killed or there is a file `dead`. */
export const QUEUE = `
import { appendFileSync, existsSync } from 'node:fs';
import { param } from '@psyrun/pspace';
export const scheduler = {
  name: 'queue', capabilities: { arrays: true, immediate: false, outcomes: true }, defaultArgs: {},
  submit: async () => '1', submitArray: async () => '2', getJobs: async () => [],
  kill: async () => appendFileSync('dead', ''),
  getStatus: async (ids) => new Map(ids.map((id) => [id, { id, state: existsSync('dead') ? 'failed' : 'queued' }])),
};
export const pspace = param({ x: [1] });
export const execute = () => ({});`;

/** Runs a task of which two rows fail. Resolves to what psy printed. */
export async function broken(at: Situation, source = task()): Promise<string> {
  at.task(source);
  at.project.write('broken', '');
  return at.said('run -j 1');
}

/** Lets all rows succeed. */
export const repaired = ({ project }: Situation): void =>
  rmSync(project.path('broken'), { force: true });

/** Runs a task to its end. */
export async function complete(at: Situation): Promise<void> {
  at.task(task());
  await at.psy('run -q -j 1');
}

/** Writes the lock of a psy on another host. */
export function lockedBy(host: string, { project }: Situation): void {
  const owner = { host, pid: 2 ** 22, started: '1', boot: 'other' };
  const lock = encodeDocument({ name: 'lock', version: 2 } as DocumentKind<object>, owner);
  writeFileSync(project.path('psy-work/t/run.json.lock'), lock);
}
