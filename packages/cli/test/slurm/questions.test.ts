import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { CommandStandIns } from '@psyrun/testkit';
import { Project } from '../fixtures/project.ts';
import { psyHere, PSYRUN } from '../fixtures/psy-here.ts';

/** The number of queries of Slurm for one call of psy with several tasks. */
let project: Project;
let commands: CommandStandIns;
beforeEach(() => {
  commands = new CommandStandIns();
  commands.add('scontrol', 'printf "MaxArraySize = 1001\\nMaxJobCount = 10000\\n"');
  // Each job runs from its submission on, with the comment that it was submitted with.
  commands.add(
    'sbatch',
    `n=$(tr -dc "\\036" <"$0.calls" | wc -c); echo $n
    for arg; do case $arg in --comment=*) echo "$n|\${arg#*=}" >>"$0.jobs" ;; esac; done`,
  );
  commands.add(
    'squeue',
    'sed -E "s,(.*)[|](.*),\\1|RUNNING|None|2026-11-21T20:52:39|N/A|t|\\2|," "${0%squeue}sbatch.jobs"',
  );
  commands.add('scancel', '');
  project = new Project();
  for (const name of ['a', 'b', 'c']) {
    project.write(
      `psy-tasks/task_${name}.ts`,
      `import { param, range } from '@psyrun/pspace';
      export const pspace = param({ n: range(4) });
      export const scheduler = 'slurm';
      export const schedulerArgs = { timelimit: '15m' };
      export const execute = () => ({});`,
    );
  }
});
afterEach(() => {
  commands.remove();
  project.remove();
});

/** Calls psy for all three tasks. Resolves to its output and the number of queries of Slurm. */
async function psy(...args: string[]) {
  const before = commands.calls('squeue').length;
  const { status, stdout, stderr } = await psyHere(project, args, undefined, PSYRUN);
  return { status, text: stdout + stderr, questions: commands.calls('squeue').length - before };
}

test('three tasks need one query', async () => {
  await psy('run');
  expect(commands.calls('sbatch').length).toBe(9);
  const again = await psy('run', '-c');
  expect(again.text.match(/has unfinished jobs queued/g)?.length).toBe(3);
  expect(again.questions).toBe(1);
  const status = await psy('status', '-v');
  expect(status.text.match(/Queued parameter sets:\n {4}\{ n: 0 \}/g)?.length).toBe(3);
  expect(status.questions).toBe(1);
  expect((await psy('failures')).questions).toBe(1);
  const kill = await psy('kill', 'a', 'b', 'c');
  expect(kill.text.match(/has been killed/g)?.length).toBe(3);
  expect(kill.questions).toBe(1);
  expect(commands.calls('scancel')).toEqual([
    ['1', '2', '3'],
    ['4', '5', '6'],
    ['7', '8', '9'],
  ]);
});

test('a failed query is not repeated for the next task', async () => {
  await psy('run');
  commands.add('squeue', 'echo "Unable to contact slurm controller (connect failure)" >&2; exit 1');
  const { text, questions } = await psy('status', '-v');
  expect(text.match(/Slurm is down/g)?.length).toBe(3);
  expect(questions).toBe(1);
});

test('a submission without an answer is a failure, not a usage error', async () => {
  commands.add('squeue', '');
  commands.add('sbatch', 'echo "Socket timed out on send/recv operation" >&2; exit 1');
  const { status, text } = await psy('run', 'a');
  expect({ status, text }).toEqual({
    status: 1,
    text: expect.stringContaining('Socket timed out'),
  });
  expect(commands.calls('sbatch').length).toBe(1);
});
