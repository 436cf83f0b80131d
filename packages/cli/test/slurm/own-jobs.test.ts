import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, jest, test } from '@jest/globals';
import { CommandStandIns } from '@psyrun/testkit';
import { RealSlurm } from '../../../../tools/slurm/real-slurm.mjs';
import { newSweep, until } from './cluster-sweep.ts';

/**
 * Two clusters that share a home directory. The numbers of the task's jobs on the first cluster belong
 * to other jobs of the user on the second.
 */
const second = new RealSlurm('--set', 'ClusterName=second');
const SECOND = process.env['SLURM_CONF'];
const folder = mkdtempSync(join(tmpdir(), 'psyrun-own-jobs-'));
afterAll(() => rmSync(folder, { recursive: true }));
/** While the file `slow` is there, Slurm cleans up after a job. */
const epilog = join(folder, 'epilog');
writeFileSync(epilog, `#!/bin/sh\nwhile [ -e ${folder}/slow ]; do sleep 0.1; done\n`, {
  mode: 0o755,
});
const first = new RealSlurm('--set', `Epilog=${epilog}`);
const FIRST = process.env['SLURM_CONF'];
jest.setTimeout(120_000);

const SHAPE = {
  rows: 4,
  waits: 'true',
  settings: ["scheduler = 'slurm'", "schedulerArgs = { timelimit: '15m' }", 'maxJobs = 2'],
};
const sweep = newSweep(SHAPE);
const commands = new CommandStandIns();
afterAll(() => {
  commands.remove();
  process.env['SLURM_CONF'] = FIRST;
});

const THESIS = ['-J', 'thesis', '-o', '/dev/null', '--wrap', 'sleep 300'];
const listed = (slurm: RealSlurm) =>
  slurm.run('squeue', '-h', '-r', '-t', 'R', '-o', '%j').trim().split('\n').sort();

test('jobs of another cluster are neither believed nor ended', async () => {
  await sweep.succeeds('run');
  const processing = ['t:process', 't:process'];
  await until('the jobs run', () => String(listed(first)) === String(processing));
  process.env['SLURM_CONF'] = SECOND;
  for (let i = 0; i < 3; i++) second.run('sbatch', ...THESIS);
  await until('the other jobs run', () => listed(second).length === 3);
  const there = expect.stringMatching(
    /1 \(t:split\), 2 \(t:process\), 3 \(t:merge\): submitted to cluster psyrun at .*; this is cluster second at .*\. Ask there\./,
  );
  expect(await sweep.psy('kill')).toMatchObject({ status: 1, stderr: there });
  expect(listed(second)).toEqual(['thesis', 'thesis', 'thesis']);
  for (const args of [['run'], ['run', '-c'], ['run', '--wait'], ['clean', '--yes']] as const) {
    const { status, stderr } = await sweep.psy(args[0], ...args.slice(1));
    expect({ status, stderr }).toEqual({ status: 1, stderr: there });
    expect(stderr).toContain('[PSYRUN_JOB_UNPROVEN]');
  }
  const { stdout } = await sweep.psy('status', '-v');
  expect(stdout).toContain('submitted to cluster psyrun');
  expect(stdout).not.toMatch(/ running/);
  process.env['SLURM_CONF'] = FIRST;
  expect(listed(first)).toEqual(processing);
});

test('jobs that squeue does not list have not ended', async () => {
  commands.add('squeue', 'exit 0');
  commands.add('sbatch', 'exec "$REAL" "$@"');
  for (const args of [['run'], ['run', '-c']] as const) {
    const { stderr } = await sweep.psy(args[0], ...args.slice(1));
    expect(stderr).toContain("Task 't' has unfinished jobs queued.");
  }
  // Half of an answer: the lines of jobs that wait are lost, and one line is cut short.
  commands.add('squeue', '"$REAL" "$@" | grep COMPLETED | head -c 30');
  expect((await sweep.psy('run')).stderr).toContain('has unfinished jobs queued.');
  expect(await sweep.succeeds('status', '-v')).toContain('t:process: 2 running.');
  expect(commands.calls('sbatch')).toEqual([]);
  commands.add('squeue', 'exec "$REAL" "$@"');
});

test('psy run after psy kill waits until the jobs have ended', async () => {
  writeFileSync(join(folder, 'slow'), '');
  expect((await sweep.psy('kill')).stderr).toContain("Task 't' has been killed.");
  sweep.release();
  const ran = sweep.psy('run', '--wait');
  // The jobs end when psy has seen them.
  await sleep(5000);
  rmSync(join(folder, 'slow'));
  const { status, stderr } = await ran;
  expect({ status, stderr }).toEqual({
    status: 0,
    stderr: expect.stringMatching(
      /^Waiting until the jobs that are being ended are gone: .*t:process/,
    ),
  });
  await sweep.expectCertified();
});

test('jobs with the numbers that the jobs of the task had are neither believed nor ended', async () => {
  const before = newSweep(SHAPE);
  await before.succeeds('run');
  await until('the jobs run', () => listed(first).length === 2);
  // The cluster loses its memory, and counts from 1 again.
  first.control('stop-controller');
  const state = join(dirname(FIRST!), 'state');
  rmSync(state, { recursive: true });
  mkdirSync(state);
  first.control('start-controller');
  const last = Number(await before.job('t:merge'));
  const numbers: number[] = [];
  // A job of an array has got a number after that of the merge. A node starts no number twice.
  while ((numbers.at(-1) ?? 0) < last + 10) {
    numbers.push(Number(first.run('sbatch', '--parsable', ...THESIS)));
  }
  expect(await before.succeeds('status', '-v')).not.toContain('Unfinished jobs');
  const kill = await before.psy('kill');
  expect(kill).toMatchObject({ status: 1, stderr: expect.stringContaining('no unfinished jobs') });
  const there = first.run('squeue', '-h', '-t', 'R,PD', '-o', '%i').trim().split('\n').map(Number);
  expect(there.sort((a, b) => a - b)).toEqual(numbers);
  first.run('scancel', '-n', 'thesis');
  await before.finish();
});
