import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { CommandStandIns } from '@psyrun/testkit';
import { RealSlurm } from '../../../../tools/slurm/real-slurm.mjs';
import { newSweep, until, type ClusterSweep } from './cluster-sweep.ts';

/** psy while the controller of a real Slurm is down, and after it has started again. */
const slurm = new RealSlurm('--set', 'MessageTimeout=2');
jest.setTimeout(120_000);

let sweep: ClusterSweep;
beforeEach(() => {
  const settings = ["scheduler = 'slurm'", "schedulerArgs = { timelimit: '5m' }", 'maxJobs = 2'];
  sweep = newSweep({ rows: 12, settings, waits: 'n % 6 >= 4' });
});
afterEach(() => void slurm.run('scancel', '--me'));

const DOWN = 'Slurm is down. Try again later; nothing is lost.';

test('at submission, nothing is submitted, and the next psy run submits all', async () => {
  slurm.control('stop-controller');
  const { status, stderr } = await sweep.psy('run');
  slurm.control('start-controller');
  expect({ status, isTold: stderr.includes(DOWN) }).toEqual({ status: 1, isTold: true });
  expect(() => sweep.read('work/t/run.json')).toThrow('ENOENT');
  await sweep.finish();
  expect([...sweep.evaluations().values()]).toEqual(Array<number>(12).fill(1));
});

test('while jobs run, psy reports the rows in the journals and waits for the controller', async () => {
  await sweep.succeeds('run');
  await sweep.recorded(8);
  slurm.control('stop-controller');
  expect(await sweep.succeeds('status')).toContain('8 out of 12 rows completed.');
  const verbose = await sweep.psy('status', '-v');
  expect(verbose.status).toBe(1);
  expect(verbose.stdout).toContain('8 out of 12 rows completed.\n');
  expect(verbose.stderr).toContain(DOWN);
  expect(await sweep.psy('run', '-c')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining(DOWN),
  });
  sweep.release();
  await sweep.recorded(12);
  const waiting = sweep.psy('run', '--wait');
  slurm.control('start-controller');
  expect((await waiting).status).toBe(0);
  await sweep.expectCertified();
});

/** Resolves when the jobs have ended that were submitted before Slurm refused the next one. */
const submittedJobsEnd = () =>
  until('the submitted jobs have ended', () => slurm.run('squeue', '-h', '--me') === '');

/** Replaces the answer of `sbatch` to its second call. */
async function withSecondSbatch(script: string, action: () => Promise<void>): Promise<void> {
  const commands = new CommandStandIns();
  commands.add(
    'sbatch',
    `[ "$(tr -dc '\\036' <"$0.calls" | wc -c)" = 2 ] || exec "$REAL" "$@"\n${script}`,
  );
  try {
    await action();
  } finally {
    commands.remove();
  }
}

test('between two submissions, the next psy run makes the missing ones', async () => {
  const away = 'echo "Unable to contact slurm controller (connect failure)" >&2; exit 1';
  await withSecondSbatch(away, async () => {
    expect((await sweep.psy('run')).status).toBe(1);
  });
  await submittedJobsEnd();
  await sweep.finish();
  expect([...sweep.evaluations().values()]).toEqual(Array<number>(12).fill(1));
});

test('during an answer, the submission is found and not made again', async () => {
  const lost =
    '"$REAL" "$@" >/dev/null; echo "Socket timed out on send/recv operation" >&2; exit 1';
  await withSecondSbatch(lost, async () => {
    await sweep.succeeds('run');
  });
  const jobs = slurm.run('squeue', '-h', '--me', '-o', '%j').trim().split('\n');
  expect(jobs.filter((name) => name === 't:process').length).toBeLessThanOrEqual(1);
  await sweep.finish();
  expect([...sweep.evaluations().values()]).toEqual(Array<number>(12).fill(1));
});

test('batches that Slurm has refused are split anew, and its words are shown meanwhile', async () => {
  const settings = ["scheduler = 'slurm'", "schedulerArgs = { timelimit: '5m' }"];
  const limited = newSweep({ rows: 12, settings: [...settings, 'maxJobs = 7'] });
  const commands = new CommandStandIns();
  const refused = 'sbatch: error: QOSMaxSubmitJobPerUserLimit';
  // The words of sbatch for a full queue, and for the limit of jobs of a user.
  commands.add(
    'sbatch',
    `case "$*" in *--array=0-6*) echo "Slurm temporarily unable to accept job, sleeping and retrying" >&2; sleep 1.5
      echo "${refused}" >&2; exit 1 ;; esac; exec "$REAL" "$@"`,
  );
  const { status, stderr } = await limited.psy('run');
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(refused) });
  expect(stderr.match(/^t:process: .*/gm)).toEqual([
    't:process: Slurm temporarily unable to accept job, sleeping and retrying',
  ]);
  expect(stderr).toContain('Set maxJobs of the task to fewer jobs.');
  await submittedJobsEnd();
  // The advice is followed.
  limited.set([...settings, 'maxJobs = 3']);
  await limited.succeeds('run', '--wait');
  const [array] = commands.calls('sbatch').slice(-2);
  commands.remove();
  expect(array!.find((arg) => arg.startsWith('--array'))).toBe('--array=0-2');
  await limited.expectCertified();
});
