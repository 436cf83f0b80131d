import { expect } from '@jest/globals';
import { RealSlurm } from '../../../../tools/slurm/real-slurm.mjs';
import { newSweep } from './cluster-sweep.ts';
import { sideBySide } from './side-by-side.ts';

/** Sweeps that nothing happens to, from `psy run` to the proof, on a real Slurm. */
const slurm = new RealSlurm('--nodes', '4');
const ON_SLURM = ["scheduler = 'slurm'", "schedulerArgs = { timelimit: '5m' }", 'maxJobs = 4'];

async function wholeLife(backend: string): Promise<void> {
  const settings = [...ON_SLURM, `backend = '${backend}'`];
  const circle = newSweep({ rows: 42, settings, waits: 'true' });
  expect(await circle.succeeds('run')).toContain('. t:process:3\n');
  expect((await circle.psy('verify')).status).toBe(1);
  expect(await circle.succeeds('run')).toContain("Task 't' has unfinished jobs queued");
  circle.release();
  expect(await circle.succeeds('run', '--wait')).toMatch(/42\/42 rows[^]*42 rows, complete/);
  await circle.expectCertified();
  expect([...circle.evaluations().values()]).toEqual(Array<number>(42).fill(1));
  expect(await circle.succeeds('run', '-c')).toContain('Nothing to do');
}

sideBySide({
  'with distribute, psy run returns at once, and all rows are done in the end': () =>
    wholeLife('distribute'),

  'with load balancing, psy run returns at once, and all rows are done in the end': () =>
    wholeLife('load-balancing'),

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
