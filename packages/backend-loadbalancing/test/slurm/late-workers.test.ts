import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import type { Owner } from '@psyrun/files';
import { Ledger } from '@psyrun/jobs';
import { WorkDirectory } from '@psyrun/run';
import { RealSlurm } from '../../../../tools/slurm/real-slurm.mjs';
import { findQueue, folderOf } from '../../src/queue-file.ts';
import { UserFolder } from '../user-folder.ts';

/** Workers on nodes of a real Slurm, of which one shows no sign of life any more. */
const slurm = new RealSlurm('--nodes', '6');
const folders: UserFolder[] = [];
const children: ChildProcess[] = [];
afterAll(() => {
  // Those of a test that failed may still wait.
  for (const child of children) child.kill();
  for (const user of folders) user.remove();
});

const ROWS = 12;

/** Two jobs on nodes of their own; the first row of job 0 waits until it is let go. */
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
        const isHeld = isFirst && process.env.SLURM_ARRAY_TASK_ID === '0';
        isFirst = false;
        appendFileSync('evaluated', trial + '\\n');
        // Nobody ends before both jobs have begun.
        while (!existsSync(isHeld ? 'go' : 'held')) {
          if (isHeld) appendFileSync('held', '');
          await sleep(20);
        }
        return { double: 2 * trial };
      }`,
    );
  }

  /** Resolves to the exit code of psy. */
  psy(...args: string[]): Promise<number | null> {
    const child = this.user.start(...args, 'circle');
    children.push(child);
    return new Promise((resolve) => child.once('exit', resolve));
  }

  /** Resolves when job 0 is at its row, and everything else is done. */
  async held(): Promise<void> {
    expect(await this.psy('run')).toBe(0);
    await until('all rows but one are recorded', async () => {
      return (await this.user.recorded()).size === ROWS - 1;
    });
  }

  /** Lets the row go that job 0 is at. */
  release(): void {
    this.user.write('go', '');
  }

  /** Signals the process of job 0, not those that evaluate rows for it. */
  async signal(signal: NodeJS.Signals): Promise<void> {
    const lease = `${await this.#queue()}/worker-0`;
    const { pid } = JSON.parse(this.user.read(lease)) as Owner;
    process.kill(pid, signal);
  }

  /** Whether the rows of job 0 were taken back. */
  async isTakenOver(): Promise<boolean> {
    return existsSync(this.user.path(`${await this.#queue()}/return-0-0`));
  }

  /** What Slurm calls job 0. */
  async job(): Promise<string> {
    const entries = await new Ledger(this.#directory.ledger).entries();
    return `${entries.find(({ name }) => name === 'circle:process')!.job}_0`;
  }

  /** Waits for the end; the result has every row once. Returns how many evaluations there were. */
  async finish(): Promise<number> {
    expect(await this.psy('run', '--wait')).toBe(0);
    expect(this.user.result()['trial']).toEqual(Array.from({ length: ROWS }, (_, i) => i));
    return this.user.read('evaluated').trim().split('\n').length;
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
  'one that is late is waited for, since Slurm says that its job runs',
  async () => {
    const trial = new Trial({ beat: 500, lease: 4000 });
    await trial.held();
    await trial.signal('SIGSTOP');
    await sleep(7000); // Longer than its lease.
    expect(await trial.isTakenOver()).toBe(false);
    await trial.signal('SIGCONT');
    trial.release();
    expect(await trial.finish()).toBe(ROWS);
  },
  180_000,
);

test.concurrent(
  'one that is late for five leases is taken over, although its job runs',
  async () => {
    const trial = new Trial({ beat: 250, lease: 1000 });
    await trial.held();
    await trial.signal('SIGSTOP');
    trial.release();
    await until('the row is recorded by the other', async () => {
      return (await trial.user.recorded()).size === ROWS;
    });
    expect(await trial.isTakenOver()).toBe(true);
    expect(slurm.run('squeue', '-h', '-j', await trial.job(), '-o', '%T')).toBe('RUNNING\n');
    await trial.signal('SIGCONT');
    expect(await trial.finish()).toBe(ROWS + 1);
    expect(trial.user.read('psy-work/circle/circle:process:0.log')).toContain(
      'Others took this worker for dead.',
    );
  },
  180_000,
);

test.concurrent(
  'one whose job was killed is taken over as soon as Slurm says so',
  async () => {
    // Its lease does not end before the test does.
    const trial = new Trial({ beat: 2000, lease: 600_000 });
    await trial.held();
    slurm.run('scancel', '--signal=KILL', '--full', await trial.job());
    expect(await trial.finish()).toBe(ROWS + 1);
    expect(await trial.isTakenOver()).toBe(true);
  },
  180_000,
);
