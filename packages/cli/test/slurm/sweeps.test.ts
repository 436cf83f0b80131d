import { expect } from '@jest/globals';
import { RealSlurm } from '../../../../tools/slurm/real-slurm.mjs';
import { newSweep } from './cluster-sweep.ts';
import { sideBySide } from './side-by-side.ts';

/** Sweeps without mishaps on a real Slurm, from `psy run` to the certificate. */
const slurm = new RealSlurm('--nodes', '4');
const ON_SLURM = ["scheduler = 'slurm'", "schedulerArgs = { timelimit: '5m' }", 'maxJobs = 4'];

async function wholeLife(backend: string): Promise<void> {
  const settings = [...ON_SLURM, `backend = '${backend}'`];
  const circle = newSweep({ rows: 42, settings, waits: 'true' });
  expect(await circle.succeeds('run', '-v')).toContain('. t:process:3\n');
  expect((await circle.psy('verify')).status).toBe(1);
  await circle.expectBusy();
  circle.release();
  expect(await circle.succeeds('run', '--wait')).toContain('(42 rows, complete)');
  await circle.expectCertified();
  expect([...circle.evaluations().values()]).toEqual(Array<number>(42).fill(1));
  expect(await circle.succeeds('run', '-c')).toContain('Nothing to do');
}

/** A sweep with a job that requests more than any node has, until the task file is corrected. */
async function greedy(job: string) {
  const isGreedy = `job === 't:${job}' && !existsSync(folder + '/mended')`;
  const args = `{ timelimit: '5m', nCpus: (job: string) => (${isGreedy} ? 64 : 1) }`;
  const sweep = newSweep({ rows: 4, settings: [ON_SLURM[0]!, `schedulerArgs = ${args}`] });
  await sweep.succeeds('run');
  const id = await sweep.job(`t:${job}`);
  const { status, stderr } = await sweep.psy('run', '--wait');
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: expect.stringContaining(`t:${job} can never start: PartitionConfig.`),
  });
  expect(await sweep.succeeds('status', '-v')).toMatch(
    new RegExp(`Failed jobs:\n {4}t:${job} +PartitionConfig`),
  );
  const isQueued = () => slurm.run('squeue', '-h', '-j', id) !== '';
  expect(isQueued()).toBe(true);
  return { sweep, isQueued };
}

sideBySide({
  'with distribute, psy run returns at once, and all rows are done in the end': () =>
    wholeLife('distribute'),

  'with load balancing, psy run returns at once, and all rows are done in the end': () =>
    wholeLife('load-balancing'),

  'a job that can never start is reported, and psy kill removes it from the queue': async () => {
    const { sweep, isQueued } = await greedy('split');
    await sweep.expectBusy('-c');
    await sweep.succeeds('kill');
    expect(isQueued()).toBe(false);
    sweep.write('mended', []);
    await sweep.finish();
  },

  'a merge that can never start is replaced by the next one': async () => {
    const { sweep, isQueued } = await greedy('merge');
    sweep.write('mended', []);
    await sweep.finish();
    expect(isQueued()).toBe(false);
    expect([...sweep.evaluations().values()]).toEqual(Array<number>(4).fill(1));
  },

  'psy kill ends the jobs of a task, and no others': async () => {
    const one = newSweep({ rows: 4, settings: ON_SLURM, waits: 'true' });
    const other = newSweep({ rows: 4, settings: ON_SLURM, waits: 'true' });
    const script = ['--parsable', '-o', '/dev/null', '--wrap', 'sleep 300'];
    const foreign = slurm.run('sbatch', ...script).trim();
    await one.succeeds('run');
    await other.succeeds('run');
    await one.succeeds('kill');
    await other.finish();
    expect(slurm.run('squeue', '-h', '-j', foreign, '-o', '%T')).toBe('RUNNING\n');
    await one.finish();
  },
});
