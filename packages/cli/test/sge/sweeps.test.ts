import { expect } from '@jest/globals';
import { RealSge } from '../../../../tools/sge/real-sge.mjs';
import { newSweep, until } from '../slurm/cluster-sweep.ts';
import { sideBySide } from '../slurm/side-by-side.ts';

/** Sweeps on a real Grid Engine, from `psy run` to the certificate. */
const sge = new RealSge();
const ON_SGE = ["scheduler = 'sge'", "schedulerArgs = { timelimit: '5m' }", 'maxJobs = 2'];

async function wholeLife(backend: string): Promise<void> {
  const sweep = newSweep({
    rows: 12,
    settings: [...ON_SGE, `backend = '${backend}'`],
    waits: 'true',
  });
  await sweep.succeeds('run');
  expect((await sweep.psy('verify')).status).toBe(1);
  await sweep.expectBusy();
  sweep.release();
  expect(await sweep.succeeds('run', '--wait')).toContain('(12 rows, complete)');
  await sweep.expectCertified();
  expect([...sweep.evaluations().values()]).toEqual(Array<number>(12).fill(1));
}

sideBySide({
  'with distribute, all rows are done in the end': () => wholeLife('distribute'),

  'with load balancing, all rows are done in the end': () => wholeLife('load-balancing'),

  'a job that is deleted has its reason, and psy run -c evaluates the remaining rows': async () => {
    const sweep = newSweep({ rows: 12, settings: ON_SGE, waits: 'n % 6 >= 4' });
    await sweep.succeeds('run');
    await sweep.recorded(8);
    const array = await sweep.job('t:process');
    sge.run('qdel', `${array}.1`);
    // Grid Engine ends a job a while after qdel. Until then, released rows would end.
    const first = new RegExp(`^ *${array} .* 1 *$`, 'm');
    await until('the job is gone', () => !first.test(sge.run('qstat')));
    sweep.release();
    expect((await sweep.psy('run', '--wait')).status).toBe(1);
    expect(await sweep.succeeds('status', '-v')).toMatch(/t:process:0 +signal: Killed/);
    await sweep.finish();
    const counts = sweep.evaluations();
    expect([0, 1, 2, 3, 6, 7, 8, 9].map((n) => counts.get(n))).toEqual(Array<number>(8).fill(1));
  },

  'psy kill ends the jobs of a task, and no others': async () => {
    const sweep = newSweep({ rows: 4, settings: ON_SGE, waits: 'true' });
    const options = ['-terse', '-b', 'y', '-o', '/dev/null', '-j', 'y', 'sleep', '300'];
    const foreign = sge.run('qsub', ...options).trim();
    await sweep.succeeds('run');
    await sweep.succeeds('kill');
    expect(sge.run('qstat')).toMatch(new RegExp(`^ +${foreign} `, 'm'));
    await sweep.finish();
  },
});
