import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Submission } from '@psyrun/core';
import { CommandStandIns } from '@psyrun/testkit';
import { Sqsub } from '../src/index.ts';

let commands: CommandStandIns;
beforeEach(() => {
  commands = new CommandStandIns();
  commands.add('sqsub', 'echo "submitted as jobid 222166"');
  commands.add('sqjobs', 'exit 1');
  commands.add('sqkill', 'exit');
});
afterEach(() => commands.remove());

const sqsub = new Sqsub();
const submission: Submission = {
  argv: ['node', 'worker.js', 'job file.json'],
  log: '/work/t:split.log',
  name: 't:split',
  dependsOn: [],
  evenIfFailed: false,
  args: sqsub.defaultArgs,
  tag: 'f00d',
};
const queue = (...jobs: string[]) =>
  commands.add('sqjobs', jobs.map((id) => `echo "${id} serial Q 1 120 x"`).join('\n'));

/** Job 6 has ended, 7 and 9 have not. */
const ENDED = 'printf "%s serial %s 1 120 x\\n" 6 D 7 Q 9 R';

describe('a submission', () => {
  test('is one call, with each option in the form of sqsub', async () => {
    expect(await sqsub.submit(submission)).toBe('222166');
    expect(commands.calls('sqsub')).toEqual([
      [
        ...['-r', '1h'],
        '--mpp=1G',
        ...['-n', '1'],
        ...['-N', '1'],
        ...['-o', '/work/t:split.log'],
        ...['-j', 't:split'],
        ...submission.argv,
      ],
    ]);
    expect(commands.calls('sqjobs')).toEqual([]);
  });

  test('can be previewed', async () => {
    const job = { ...submission, dependsOn: ['<t:prepare>'] };
    expect(await sqsub.preview(job)).toBe(
      "sqsub -r 1h --mpp=1G -n 1 -N 1 -o /work/t:split.log -w '<t:prepare>' -j t:split node worker.js 'job file.json'",
    );
    expect([commands.calls('sqsub'), commands.calls('sqjobs')]).toEqual([[], []]);
  });

  test('depends on the jobs that are in the queue and have not ended', async () => {
    commands.add('sqjobs', ENDED);
    await sqsub.submit({ ...submission, dependsOn: ['6', '7', '8', '9'] });
    const [call] = commands.calls('sqsub');
    expect(call![call!.indexOf('-w') + 1]).toBe('7,9');
  });

  test('reads the id also in the message of other clusters', async () => {
    commands.add('sqsub', 'echo "Job <852684> is submitted to queue <mpi>." >&2');
    expect(await sqsub.submit(submission)).toBe('852684');
  });

  test.each([
    [{ timelimit: '1h' }, 'memory is required'],
    [{ memory: '1G' }, 'timelimit is required'],
    [{ timelimit: '1:00:00', memory: '1G' }, 'it has to be a time such as 30, 15m, 1h, 2d or 1w'],
    [{ timelimit: '1h', memory: '1G', n_cpus: 1 }, 'Did you mean nCpus?'],
  ])('is refused before any command runs: %j', async (args, words) => {
    await expect(sqsub.submit({ ...submission, args, dependsOn: ['7'] })).rejects.toMatchObject({
      code: 'PSYRUN_SCHEDULER_ARGUMENT',
      message: expect.stringContaining(words),
    });
    expect([commands.calls('sqsub'), commands.calls('sqjobs')]).toEqual([[], []]);
  });

  test('fails with the message of sqsub if sqsub refuses it', async () => {
    commands.add('sqsub', 'echo "no such queue" >&2; exit 2');
    await expect(sqsub.submit(submission)).rejects.toMatchObject({
      code: 'PSYRUN_SCHEDULER',
      message: expect.stringContaining('no such queue'),
    });
  });

  test('may have been made if there is no id', async () => {
    commands.add('sqsub', 'echo thanks');
    await expect(sqsub.submit(submission)).rejects.toMatchObject({
      code: 'PSYRUN_SCHEDULER_NO_ANSWER',
    });
  });
});

describe('the queue', () => {
  test('is read once for all jobs, and is empty when sqjobs exits with 1', async () => {
    const status = await sqsub.getStatus(['1', '2']);
    expect([...status.values()].map(({ state }) => state)).toEqual(['unknown', 'unknown']);
    expect(commands.calls('sqjobs').length).toBe(1);
  });

  test('has no ended jobs', async () => {
    commands.add('sqjobs', ENDED);
    expect(await sqsub.getJobs()).toEqual(['7', '9']);
    expect((await sqsub.getStatus(['6'])).get('6')).toEqual({
      id: '6',
      state: 'unknown',
      identity: { system: 'sqsub' },
    });
  });

  test('is not believed to be empty unless the exit code says so', async () => {
    commands.add('sqjobs', 'exit 0');
    await expect(sqsub.getStatus(['7'])).rejects.toMatchObject({
      code: 'PSYRUN_SCHEDULER_NO_ANSWER',
    });
  });

  test('tells when a job was submitted, and on which cluster', async () => {
    commands.add(
      'sqjobs',
      '[ "$1" = -l ] || { echo "7 serial R 1 x"; exit; }; echo "jobid: $2"; echo "submitted: Sat Nov 21 2026 20:52:39"',
    );
    expect((await sqsub.getStatus(['7'])).get('7')?.identity).toEqual({
      system: 'sqsub',
      submitted: 'Sat Nov 21 2026 20:52:39',
    });
  });

  test('is not empty but an error if sqjobs fails', async () => {
    commands.add('sqjobs', 'echo "cannot connect" >&2; exit 2');
    await expect(sqsub.getJobs()).rejects.toMatchObject({
      code: 'PSYRUN_SCHEDULER',
      message: expect.stringContaining('cannot connect'),
    });
  });
});

describe('a kill', () => {
  test('ends the named jobs in the queue only', async () => {
    queue('7', '8');
    await sqsub.kill(['8', '9']);
    expect(commands.calls('sqkill')).toEqual([['8']]);
  });

  test('ignores ended jobs that are still listed', async () => {
    commands.add('sqjobs', ENDED);
    commands.add('sqkill', 'exit 1');
    await sqsub.kill(['6']);
    expect(commands.calls('sqkill')).toEqual([]);
  });

  test('throws if it fails and the job still exists', async () => {
    queue('8');
    commands.add('sqkill', 'echo "permission denied" >&2; exit 1');
    await expect(sqsub.kill(['8'])).rejects.toMatchObject({ code: 'PSYRUN_SCHEDULER' });
  });

  test('does not throw if it fails and the job has ended in the meantime', async () => {
    commands.add(
      'sqjobs',
      'n=$(tr -dc "\\036" <"$0.calls" | wc -c); [ $n = 1 ] || exit 1; echo "8 serial R 1 x"',
    );
    commands.add('sqkill', 'exit 1');
    await sqsub.kill(['8']);
    expect(commands.calls('sqkill')).toEqual([['8']]);
  });
});
