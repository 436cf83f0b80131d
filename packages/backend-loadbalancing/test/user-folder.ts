import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WorkDirectory } from '@psyrun/run';
import { scanJournal } from '@psyrun/journal';

const source = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** The folder of a user who has installed the backend, and commands that run in it. */
export class UserFolder {
  readonly #folder = mkdtempSync(join(tmpdir(), 'psyrun user '));

  constructor() {
    symlinkSync(source('node_modules'), this.path('node_modules'));
  }

  path(name: string): string {
    return join(this.#folder, name);
  }

  write(name: string, content: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), content);
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  delete(name: string): void {
    rmSync(this.path(name));
  }

  psy(...args: string[]) {
    return spawnSync(process.execPath, this.#psy(args), { ...this.#options(), encoding: 'utf8' });
  }

  start(...args: string[]): ChildProcess {
    return spawn(process.execPath, this.#psy(args), this.#options());
  }

  /** Starts a job as a scheduler does: a step of the task, and an index of an array. */
  job(step: string, index: readonly string[] = [], env: NodeJS.ProcessEnv = {}): ChildProcess {
    const worker = source('packages/jobs/dist/worker/psy-worker.js');
    const file = this.path(`psy-work/circle/circle:${step}.json`);
    const { env: common, ...options } = this.#options();
    return spawn(process.execPath, [worker, file, ...index], {
      ...options,
      env: { ...common, ...env },
    });
  }

  /** Returns the columns of the result, as CPython reads them. */
  result(name = 'result.pkl'): Record<string, unknown[]> {
    const file = JSON.stringify(this.path(`psy-work/circle/${name}`));
    const code = `import pickle, json; print(json.dumps(pickle.load(open(${file}, 'rb'))))`;
    const { stdout, stderr, status } = spawnSync('python3', ['-c', code], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as Record<string, unknown[]>;
  }

  /** Resolves to the rows that are recorded as done. */
  async recorded(): Promise<Set<number>> {
    const rows = new Set<number>();
    for (const file of await new WorkDirectory(this.path('psy-work/circle')).journals()) {
      await scanJournal(file, ({ index }) => rows.add(index));
    }
    return rows;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }

  #psy(args: readonly string[]): string[] {
    return [source('packages/cli/dist/psy.js'), ...args];
  }

  #options() {
    const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1' };
    delete env['NODE_OPTIONS'];
    delete env['FORCE_COLOR'];
    return { cwd: this.#folder, env };
  }
}
