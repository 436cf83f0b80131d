import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CommandStandIns } from '@psyrun/testkit';
import { Slurm } from '../../src/index.ts';
import { CONFIG, listed, NOT_THERE, print } from '../fixtures/answers.ts';

let commands: CommandStandIns;
beforeEach(() => {
  commands = new CommandStandIns();
  commands.add('squeue', 'exit');
  commands.add('sacct', 'echo "Slurm accounting storage is disabled" >&2; exit 1');
  commands.add('scontrol', `${NOT_THERE}; ${CONFIG}`);
});
afterEach(() => commands.remove());

const statusOf = async (id: string) => (await new Slurm().getStatus([id])).get(id)!;

describe('an answer of squeue without a job', () => {
  const JOB =
    'JobName=t:process UserId=me(1) GroupId=me(1) JobState=RUNNING Reason=None Dependency=(null)';
  const TIMES = 'SubmitTime=2026-11-21T20:52:39 StartTime=2026-11-21T20:52:40';
  const running = (id: string) =>
    `JobId=${id} ${JOB} ${TIMES} Comment=psyrun:f00d  StdErr=/dev/null`;
  const controller = (...lines: string[]) =>
    commands.add('scontrol', `[ "$3" = job ] || { ${CONFIG}; exit; }; ${print(...lines)}`);

  test('does not end the job, if the controller knows it', async () => {
    controller(running('12'));
    expect(await statusOf('12')).toMatchObject({
      state: 'running',
      identity: { submitted: '2026-11-21T20:52:39Z', tag: 'f00d' },
    });
    expect(commands.calls('scontrol')).toContainEqual(['-o', 'show', 'job', '12']);
  });

  test('does not end an array of which it has ended jobs only', async () => {
    commands.add('squeue', listed('12_0|COMPLETED|None'));
    controller(running('13 ArrayJobId=12 ArrayTaskId=1'));
    expect((await statusOf('12')).state).toBe('running');
  });

  test('is believed if the controller has no such job', async () => {
    expect(await statusOf('12')).toEqual({
      id: '12',
      state: 'unknown',
      identity: { system: 'a at unnamed:unnamed' },
    });
  });

  test('is an error if the controller does not answer', async () => {
    commands.add('scontrol', 'echo "Unable to contact slurm controller" >&2; exit 1');
    await expect(statusOf('12')).rejects.toMatchObject({ code: 'PSYRUN_SCHEDULER' });
  });
});
