import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import { hasEnded, type Owner } from '@psyrun/files';
import { Ledger } from '@psyrun/jobs';
import { WorkDirectory } from '@psyrun/run';
import { RealSlurm } from '../../../../tools/slurm/real-slurm.mjs';
import { findQueue, folderOf } from '../../src/queue/queue-file.ts';
import { UserFolder } from '../user-folder.ts';

/** Workers on nodes of a real Slurm. One of them has no heartbeat any more. */
const slurm = new RealSlurm('--nodes', '6');
const folders: UserFolder[] = [];
const children: ChildProcess[] = [];
afterAll(() => {
  // Processes of a failed test may still wait.
  for (const child of children) child.kill();
  for (const user of folders) user.remove();
});

const ROWS = 12;

/** Two jobs on separate nodes. Each waits at its first row until the test releases it. */
class Trial {
  readonly user = new UserFolder();
  readonly #directory = new WorkDirectory(this.user.path('psy-work/circle'));

  constructor(patience: { beat: number; lease: number }) {
    folders.push(this.user);
    const backend = new URL('impatient-backend.ts', import.meta.url).href;
    this.user.write(
      'psy-tasks/task_circle.ts',
      `import { appendFileSync, existsSync } from 'node:fs';
      import { setTimeout as sleep } from 'node:timers/promises';
      import { param, range } from '@psyrun/pspace';
      import { Slurm } from '@psyrun/scheduler-slurm';
      import { impatient } from ${JSON.stringify(backend)};
      export const pspace = param({ trial: range(${ROWS}) });
      export const backend = impatient(${JSON.stringify(patience)});
      export const scheduler = new Slurm();
      export const schedulerArgs = { timelimit: '5m', exclusive: true };
      export const maxJobs = 2;
      let isFirst = true;
      export async function execute({ trial }: { trial: number }) {
        appendFileSync('evaluated', trial + '\\n');
        const go = 'go-' + process.env.SLURM_ARRAY_TASK_ID;
        while (isFirst && !existsSync(go)) await sleep(20);
        isFirst = false;
        return { double: 2 * trial };
      }`,
    );
  }

  /** Resolves when psy has succeeded. */
  async psy(...args: string[]): Promise<void> {
    const child = this.user.start(...args, 'circle');
    children.push(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (text: Buffer) => (output += text.toString()));
    }
    const [status] = (await once(child, 'close')) as [number | null];
    if (status !== 0) throw new Error(`psy ${args.join(' ')} ended with ${status}:\n${output}`);
  }

  /** Resolves when both jobs are at their first rows. */
  async begun(): Promise<void> {
    await this.psy('run');
    await until('both jobs have begun', async () => this.#evaluations() === 2);
  }

  /** Lets a job continue. Job 0 has one row. */
  release(job: 0 | 1): void {
    this.user.write(`go-${job}`, '');
  }

  /** Lets job 1 evaluate its rows. Then it checks the heartbeats of job 0. */
  async doOthers(): Promise<void> {
    this.release(1);
    await until('all rows but one are recorded', async () => {
      return (await this.user.recorded()).size >= ROWS - 1;
    });
  }

  /** Signals the process of job 0, not its worker processes. */
  async signal(signal: NodeJS.Signals): Promise<void> {
    process.kill((await this.worker()).pid, signal);
  }

  /** Resolves to the process of job 0 while it has a lease. */
  async worker(): Promise<Owner> {
    return JSON.parse(this.user.read(`${await this.#queue()}/worker-0`)) as Owner;
  }

  /** Resolves to true if the rows of job 0 were taken back. */
  async isTakenOver(): Promise<boolean> {
    return existsSync(this.user.path(`${await this.#queue()}/return-0-0`));
  }

  /** Resolves to the id of job 0 in Slurm. */
  async job(): Promise<string> {
    const entries = await new Ledger(this.#directory.ledger).entries();
    return `${entries.find(({ name }) => name === 'circle:process')!.job}_0`;
  }

  /**
   * Waits for the end. Expects every row in the result once. Resolves to the number of evaluations.
   */
  async finish(): Promise<number> {
    await this.psy('run', '--wait');
    expect(this.user.result()['trial']).toEqual(Array.from({ length: ROWS }, (_, i) => i));
    return this.#evaluations();
  }

  #evaluations(): number {
    if (!existsSync(this.user.path('evaluated'))) return 0;
    return this.user.read('evaluated').split('\n').length - 1;
  }

  async #queue(): Promise<string> {
    const queue = await findQueue(this.#directory);
    return folderOf(this.#directory, queue!).slice(this.user.path('').length);
  }
}

async function until(what: string, condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 90_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Waited in vain until ${what}.`);
    await sleep(100);
  }
}

test.concurrent(
  'waits for a late worker while Slurm says that its job runs',
  async () => {
    // On a busy machine it takes some seconds to ask Slurm for the first time.
    const trial = new Trial({ beat: 500, lease: 12_000 });
    await trial.begun();
    await trial.signal('SIGSTOP');
    await trial.doOthers();
    await sleep(15_000); // Longer than its lease.
    expect(await trial.isTakenOver()).toBe(false);
    trial.release(0);
    await trial.signal('SIGCONT');
    expect(await trial.finish()).toBe(ROWS);
  },
  180_000,
);

test.concurrent(
  'takes over a worker that is late for five leases, although its job runs',
  async () => {
    const trial = new Trial({ beat: 250, lease: 1000 });
    await trial.begun();
    await trial.signal('SIGSTOP');
    trial.release(0);
    await trial.doOthers();
    await until('the row is recorded by the other', async () => {
      return (await trial.user.recorded()).size === ROWS;
    });
    expect(await trial.isTakenOver()).toBe(true);
    expect(slurm.run('squeue', '-h', '-j', await trial.job(), '-o', '%T')).toBe('RUNNING\n');
    await trial.signal('SIGCONT');
    expect(await trial.finish()).toBe(ROWS + 1);
    expect(trial.user.read('psy-work/circle/circle:process:0.log')).toContain(
      'Other workers took this worker for dead.',
    );
  },
  180_000,
);

test.concurrent(
  'takes over a worker whose job was killed as soon as Slurm says so',
  async () => {
    // The test ends before its lease.
    const trial = new Trial({ beat: 2000, lease: 600_000 });
    await trial.begun();
    // The nodes have different names, but are on this host.
    const { pid, started } = await trial.worker();
    const worker = { host: hostname(), pid, started };
    slurm.run('scancel', '--signal=KILL', '--full', await trial.job());
    // While it lives, the other worker may see that, and leave.
    await until('the process of job 0 has ended', async () => hasEnded(worker));
    await trial.doOthers();
    expect(await trial.finish()).toBe(ROWS + 1);
    expect(await trial.isTakenOver()).toBe(true);
  },
  180_000,
);
