/**
 * Compares an array of 1,000 jobs of the scheduler for Slurm with a hand-written `sbatch --array`,
 * on a Slurm of this machine: the time from the submission to the end of the last job, and the
 * number of calls of sbatch.
 *
 * Run: node --conditions=@psyrun/source --import tsx bench/slurm-array.ts
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Slurm } from '@psyrun/scheduler-slurm';
import { CommandStandIns } from '@psyrun/testkit';

const JOBS = 1000;
const ROUNDS = 3;
const PROGRAM = join(import.meta.dirname, '../tools/slurm/slurm.mjs');

/** Submits the same array as {@link throughPsyrun} with sbatch. */
function byHand(): string {
  const script = ['--array', `0-${JOBS - 1}`, '--wrap', 'true'];
  return execFileSync('sbatch', ['--parsable', '-o', '/dev/null', ...script], {
    encoding: 'utf8',
  }).trim();
}

function throughPsyrun(): Promise<string> {
  const indices = Array.from({ length: JOBS }, (_, i) => i);
  return new Slurm().submitArray(indices, {
    argv: ['true', '%a'],
    log: '/dev/null',
    name: 'bench:process',
    dependsOn: [],
    evenIfFailed: false,
    args: {},
    tag: `bench-${performance.now()}`,
  });
}

/** Resolves to the seconds until the submission returns, and until all jobs have ended. */
async function time(submit: () => string | Promise<string>): Promise<[number, number]> {
  const start = performance.now();
  const id = await submit();
  const submitted = performance.now();
  while (execFileSync('squeue', ['-h', '-j', `${id},${id}`]).length > 0) await sleep(100);
  return [submitted - start, performance.now() - start].map((ms) => ms / 1000) as [number, number];
}

const dir = mkdtempSync(join(tmpdir(), 'psyrun-slurm-'));
const control = (verb: string, ...args: string[]) =>
  execFileSync(process.execPath, [PROGRAM, verb, '--dir', dir, ...args]);
control('up', '--nodes', '4', '--while', String(process.pid));
process.env.SLURM_CONF = join(dir, 'slurm.conf');
try {
  const hand: [number, number][] = [];
  const own: [number, number][] = [];
  let calls = 0;
  for (let round = 0; round < ROUNDS; round++) {
    hand.push(await time(byHand));
    const commands = new CommandStandIns();
    commands.add('sbatch', 'exec "$REAL" "$@"');
    own.push(await time(throughPsyrun));
    calls += commands.calls('sbatch').length;
    commands.remove();
  }
  const least = (times: [number, number][], i: 0 | 1) => Math.min(...times.map((t) => t[i]));
  const line = (what: string, i: 0 | 1) => {
    const [a, b] = [least(own, i), least(hand, i)];
    console.log(
      `${what}: ${a.toFixed(3)} s, by hand ${b.toFixed(3)} s, ratio ${(a / b).toFixed(2)}`,
    );
  };
  line('submission', 0);
  line(`${JOBS} jobs to the end`, 1);
  console.log(`calls of sbatch for each array: ${calls / ROUNDS}`);
} finally {
  control('down');
  rmSync(dir, { recursive: true });
}
