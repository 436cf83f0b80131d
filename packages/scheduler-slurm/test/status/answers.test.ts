import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { JobId, Submission } from '@psyrun/core';
import { CommandStandIns } from '@psyrun/testkit';
import { Slurm } from '../../src/index.ts';
import { accounted, CONFIG, listed, NOT_THERE, print, REST } from '../fixtures/answers.ts';

/** Answers that a cluster of one machine cannot give. */
let commands: CommandStandIns;
let slurm: Slurm;
beforeEach(() => {
  slurm = new Slurm();
  commands = new CommandStandIns();
  commands.add('squeue', 'exit');
  commands.add('sacct', 'echo "Slurm accounting storage is disabled" >&2; exit 1');
  commands.add('scancel', 'exit');
  commands.add('scontrol', `${NOT_THERE}; ${CONFIG}`);
});
afterEach(() => commands.remove());

const submission: Submission = {
  argv: ['true'],
  log: '/dev/null',
  name: 't:process',
  dependsOn: [],
  evenIfFailed: false,
  args: {},
  tag: 'f00d',
};
const statusOf = async (id: JobId) => (await slurm.getStatus([id])).get(id)!;
const stateOf = async (id: JobId) => {
  const { identity, name, ...status } = await statusOf(id);
  return status;
};
describe('accounting', () => {
  test('gives the state of jobs that the controller has forgotten', async () => {
    commands.add('squeue', 'echo "error: Invalid job id specified" >&2; exit 1');
    commands.add('sacct', accounted('12|TIMEOUT'));
    expect(await stateOf('12')).toEqual({ id: '12', state: 'failed', reason: 'TIMEOUT' });
  });

  test('gives the state of array tasks that the controller has forgotten', async () => {
    commands.add('squeue', listed('12_1|COMPLETED|None'));
    commands.add('sacct', accounted('12_0|OUT_OF_MEMORY', '12_1|COMPLETED'));
    expect(await stateOf('12')).toMatchObject({ state: 'failed', reason: 'OUT_OF_MEMORY' });
  });

  test('does not overrule the controller', async () => {
    commands.add('squeue', listed('12|FAILED|NonZeroExitCode'));
    commands.add('sacct', accounted('12|COMPLETED'));
    expect(await stateOf('12')).toMatchObject({ state: 'failed', reason: 'NonZeroExitCode' });
  });

  test('contradicts a controller that has lost a job', async () => {
    commands.add('sacct', accounted('12|RUNNING'));
    const reason = 'RUNNING in the accounting, unknown to the controller';
    expect(await stateOf('12')).toEqual({ id: '12', state: 'running', reason });
  });

  test('that is late does not contradict a controller that knows how a job ended', async () => {
    commands.add('squeue', listed('12_0|COMPLETED|None'));
    commands.add('sacct', accounted('12_0|RUNNING', '12_1|PENDING'));
    expect(await stateOf('12')).toEqual({ id: '12', state: 'done', reason: 'COMPLETED' });
  });

  test('tells who has cancelled a job', async () => {
    commands.add('squeue', listed('12|CANCELLED|None'));
    commands.add('sacct', accounted('12|CANCELLED by 1000'));
    expect((await stateOf('12')).reason).toBe('CANCELLED by 1000');
  });

  test('is asked once about a job that has ended', async () => {
    commands.add('sacct', accounted('12|TIMEOUT'));
    for (let i = 0; i < 3; i++) {
      await slurm.kill([]);
      await stateOf('12');
    }
    expect(commands.calls('sacct').length).toBe(1);
    expect(commands.calls('squeue').length).toBe(1);
  });

  test('that is absent leaves a forgotten job unknown', async () => {
    expect(await stateOf('12')).toEqual({ id: '12', state: 'unknown' });
  });

  test('is not queried for jobs that have not ended', async () => {
    commands.add('squeue', listed('12|RUNNING|None', '13|PENDING|Priority'));
    await slurm.getStatus(['12', '13']);
    expect(commands.calls('sacct')).toEqual([]);
  });
});

describe('one query', () => {
  test('asks for a line for each task, also of ended jobs', async () => {
    await slurm.getStatus(['12_3', '12_4', '13']);
    const call = ['-h', '-r', '-t', 'all', '-o', '%i|%T|%r|%V|%S|%j|%k|', '-j', '12,13'];
    expect(commands.calls('squeue')).toEqual([call]);
  });

  test('without job ids is about the jobs of the user', async () => {
    await slurm.getJobs();
    await slurm.find(['f00d']);
    expect(commands.calls('squeue')).toEqual([
      ['-h', '-r', '--me', '-o', '%i|%T|%r|%V|%S|%j|%k|'],
      ['-h', '-t', 'all', '--me', '-o', '%F|%k'],
    ]);
  });

  test('for a lost submission is not repeated for minutes', async () => {
    for (let i = 0; i < 3; i++) expect(await slurm.find(['f00d'])).toEqual(new Map());
    expect(commands.calls('squeue').length).toBe(1);
    expect(commands.calls('scontrol')).toEqual([['-o', 'show', 'job']]);
  });

  test('handles a thousand jobs', async () => {
    const ids = Array.from({ length: 1000 }, (_, i) => String(i + 1));
    commands.add('squeue', listed(...ids.map((id) => `${id}|RUNNING|None`)));
    const status = await slurm.getStatus(ids);
    expect([...status.values()].every(({ state }) => state === 'running')).toBe(true);
    expect(commands.calls('squeue').length).toBe(1);
  });

  test('is the same for single jobs of an array and for the whole array', async () => {
    commands.add('squeue', listed('12_0|TIMEOUT|None', '12_1|RUNNING|None'));
    expect((await stateOf('12'))?.state).toBe('running');
    expect((await stateOf('12_0'))?.reason).toBe('TIMEOUT');
    expect((await slurm.getStatus(['12', '12_0', '12_1'])).size).toBe(3);
    expect(commands.calls('squeue').length).toBe(1);
    expect(commands.calls('sacct')).toEqual([]);
  });

  test('of the accounting tells of tasks that the controller has forgotten, and is kept', async () => {
    commands.add('squeue', listed('12_1|RUNNING|None'));
    commands.add('sacct', accounted('12_0|TIMEOUT', '12_1|PENDING'));
    for (let i = 0; i < 3; i++) {
      await slurm.kill([]);
      expect((await stateOf('12')).state).toBe('running');
      expect((await stateOf('12_0')).reason).toBe('TIMEOUT');
    }
    expect(commands.calls('sacct').length).toBe(1);
  });

  test('is not repeated within a second, unless something has changed', async () => {
    commands.add('squeue', listed('12|RUNNING|None'));
    await stateOf('12');
    await stateOf('12');
    expect(commands.calls('squeue').length).toBe(1);
    await slurm.kill(['12']);
    await stateOf('12');
    expect(commands.calls('squeue').length).toBe(2);
  });
});

describe('another cluster', () => {
  test('is part of the id, and is queried for its jobs', async () => {
    commands.add('sbatch', 'echo "12;graham"');
    commands.add('squeue', print('CLUSTER: graham', `12|RUNNING|None|${REST}`));
    const id = await slurm.submit(submission);
    expect(id).toBe('graham:12');
    expect((await stateOf(id))?.state).toBe('running');
    await slurm.kill([id]);
    expect(commands.calls('squeue')[0]).toEqual(expect.arrayContaining(['-M', 'graham', '12']));
    expect(commands.calls('scancel')).toEqual([['-M', 'graham', '12']]);
  });
});

const indices = Array.from({ length: 25 }, (_, i) => i);

describe('an array in parts', () => {
  /** Answers 101, 102, ...; fails at the third call. */
  const FAILS =
    'n=$(tr -dc "\\036" <"$0.calls" | wc -c); [ $n -lt 3 ] || { echo "$WORDS" >&2; exit 1; }; echo 10$n';

  test('has an id with the first index of each part', async () => {
    commands.add('sbatch', 'echo 10$(tr -dc "\\036" <"$0.calls" | wc -c)');
    expect(await slurm.submitArray(indices, submission)).toBe('101,102+10,103+20');
  });

  test.each([
    [2, ['101']],
    [3, ['101', '102']],
  ])('whose part %i is refused leaves no part in the queue', async (number, before) => {
    const fails = FAILS.replace('-lt 3', `-lt ${number}`);
    commands.add('sbatch', `WORDS="sbatch: error: Invalid qos specification"; ${fails}`);
    await expect(slurm.submitArray(indices, submission)).rejects.toMatchObject({
      code: 'PSYRUN_SCHEDULER',
      message: expect.stringMatching(/Invalid qos specification\. Set qos in schedulerArgs/),
    });
    expect(commands.calls('scancel')).toEqual([before]);
  });

  test('whose answer for one part is lost is found and not submitted again', async () => {
    commands.add('sbatch', `WORDS="error: Socket timed out on send/recv operation"; ${FAILS}`);
    commands.add('squeue', print('777|psyrun:f00d+20', '101|psyrun:f00d'));
    expect(await slurm.submitArray(indices, submission)).toBe('101,102+10,777+20');
    expect(commands.calls('sbatch').length).toBe(3);
  });
});

/** The lines of a preview that are calls. */
const callsOf = async (...job: Parameters<Slurm['preview']>) =>
  (await slurm.preview(...job)).split('\n').filter((line) => !line.startsWith('#'));

describe('a preview', () => {
  test('is the call of sbatch, and submits nothing', async () => {
    commands.add('sbatch', 'echo 1');
    const job = { ...submission, name: 'a b', args: { memory: '1G' } };
    const [call] = await callsOf(job);
    expect(call).toMatch(
      /^sbatch --parsable .* --mem=1G -o \/dev\/null .* -J 'a b' --comment=psyrun:f00d \S+job\.sh true$/,
    );
    expect(commands.calls('sbatch')).toEqual([]);
  });

  test('of an array is the same call as its submission', async () => {
    commands.add('sbatch', 'echo 1$(tr -dc "\\036" <"$0.calls" | wc -c)');
    const lines = await callsOf(submission, indices);
    await slurm.submitArray(indices, submission);
    expect(lines).toEqual(commands.calls('sbatch').map((call) => ['sbatch', ...call].join(' ')));
    expect(lines.length).toBe(3);
  });

  test('names the dependencies, and the parts that wait for each other', async () => {
    const job = { ...submission, dependsOn: ['<t:split>'], throttle: 2 };
    const lines = await callsOf(job, [0, 11]);
    expect(lines.map((line) => / -d ('.*?') /.exec(line)?.[1])).toEqual([
      "'afterok:<t:split>'",
      "'afterok:<t:split>,afterany:<part 1 of t:process>'",
    ]);
  });

  test('shows the submitted script once, word for word', async () => {
    commands.add('sbatch', 'echo 1');
    for (const [file, text] of [
      ['job.sh', await slurm.preview(submission)],
      ['array.sh', await slurm.preview(submission, [0, 11])],
    ] as const) {
      const [head, ...lines] = text.split('\n').filter((line) => line.startsWith('#'));
      const path = head!.slice('# '.length, -':'.length);
      expect(path).toMatch(new RegExp(`/${file}$`));
      expect(text.split('\n')[0]).toContain(` ${path} `);
      const shown = lines.map((line) => `${line.slice('#   '.length)}\n`).join('');
      expect(shown).toBe(readFileSync(path, 'utf8'));
    }
  });

  test('throws for invalid arguments', async () => {
    const job = { ...submission, args: { n_cpus: 1 } };
    await expect(slurm.preview(job)).rejects.toMatchObject({ code: 'PSYRUN_SCHEDULER_ARGUMENT' });
  });
});

describe('a submission without an answer', () => {
  test('that is not found may have been made, so nothing is submitted again', async () => {
    commands.add('sbatch', 'echo "error: Socket timed out on send/recv operation" >&2; exit 1');
    await expect(slurm.submit(submission)).rejects.toMatchObject({
      code: 'PSYRUN_SCHEDULER_NO_ANSWER',
      message: expect.stringContaining('Socket timed out'),
    });
    expect(commands.calls('sbatch').length).toBe(1);
  });

  test('is found by its tag', async () => {
    commands.add('sbatch', 'echo "Thank you."');
    commands.add('squeue', print('12|psyrun:f00d'));
    expect(await slurm.submit(submission)).toBe('12');
  });

  test('is reported even if the search fails', async () => {
    commands.add('sbatch', 'echo "error: Socket timed out on send/recv operation" >&2; exit 1');
    commands.add('squeue', 'echo "no connection" >&2; exit 1');
    await expect(slurm.submit(submission)).rejects.toMatchObject({
      message: expect.stringContaining('Socket timed out'),
    });
  });
});

test('an error has the message of Slurm and a hint', async () => {
  commands.add('sbatch', 'echo "Unable to contact slurm controller (connect failure)" >&2; exit 1');
  await expect(slurm.submit(submission)).rejects.toMatchObject({
    code: 'PSYRUN_SCHEDULER',
    message: expect.stringMatching(/connect failure\)\. Slurm is down\. Try again later/),
  });
});

describe('a controller that is down', () => {
  const STATES = ['"Slurmctld(primary) at a is DOWN"', '"Slurmctld(backup) at b is UP"'];
  const answering = (...states: string[]) => {
    const ping = states.map((state) => `echo ${state}`).join('; ');
    const config = 'echo "MaxArraySize = 11"; echo "MaxJobCount = 100"';
    commands.add('scontrol', `[ "$1" = ping ] || { ${config}; exit; }; ${ping}; exit 1`);
  };

  test('is reported before any slow query', async () => {
    answering(STATES[0]!);
    await expect(slurm.preview(submission, [0, 1])).rejects.toMatchObject({
      code: 'PSYRUN_SCHEDULER',
      message: expect.stringMatching(/at a is DOWN\. Slurm is down\. Try again later/),
    });
    expect(commands.calls('scontrol')).toEqual([['ping']]);
  });

  test('is ignored if a backup controller is up', async () => {
    answering(...STATES);
    expect(await slurm.preview(submission, [0, 1])).toContain('--array=0-1');
  });
});

test('the limits of Slurm are queried once', async () => {
  commands.add('sbatch', 'echo 1');
  await slurm.preview(submission, [0, 1]);
  await slurm.submitArray([0, 1], submission);
  expect(commands.calls('scontrol')).toEqual([['ping'], ['show', 'config']]);
});

test('a dependency whose number another job has now is not waited for', async () => {
  commands.add('sbatch', 'echo 7');
  await slurm.submit(submission);
  commands.add('squeue', listed('7|RUNNING|None').replaceAll('f00d', 'other'));
  await slurm.submit({ ...submission, tag: 'next', dependsOn: ['7'], evenIfFailed: true });
  expect(commands.calls('sbatch')[1]).not.toContain('-d');
  const strict = slurm.submit({ ...submission, tag: 'strict', dependsOn: ['7'] });
  await expect(strict).rejects.toMatchObject({ code: 'PSYRUN_JOB_FAILED' });
});

test('an array that depends on a job that Slurm has forgotten is not submitted', async () => {
  commands.add('sbatch', 'echo 1');
  const job = { ...submission, dependsOn: ['7'] };
  await expect(slurm.submitArray([0, 1], job)).rejects.toMatchObject({ code: 'PSYRUN_JOB_FAILED' });
  expect(commands.calls('sbatch')).toEqual([]);
});

test('an array that Slurm can never hold is not submitted', async () => {
  commands.add('sbatch', 'echo 1');
  const indices = Array.from({ length: 101 }, (_, i) => i);
  await expect(slurm.submitArray(indices, submission)).rejects.toMatchObject({
    code: 'PSYRUN_SCHEDULER',
  });
  expect(commands.calls('sbatch')).toEqual([]);
});
