import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Project } from '../fixtures/project.ts';
import { psyHere, PSYRUN } from '../fixtures/psy-here.ts';

const PACKAGE = fileURLToPath(new URL('../../../evaluator-python', import.meta.url));

/** Task files of psyrun 0.8 in Python, with what it made of them. FORMAT.md beside them says more. */
const FOLDERS = ['golden', 'golden-more'].map((name) => join(PACKAGE, 'test/fixtures', name));
const CHECK = join(FOLDERS[0]!, 'check.py');

interface Expected {
  readonly commands: readonly (readonly string[])[];
  /** A script that reads results with the Python module. */
  readonly script?: { readonly run: readonly string[]; readonly stdout: string };
}

const cases = FOLDERS.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => /^\d/.test(name))
    .map((name) => [name, folder] as const),
);
const env = { ...process.env };

beforeAll(() => {
  process.env['PSYRUN_PYTHON'] = '/usr/bin/python3';
});

afterAll(() => {
  process.env = env;
});

test.each(cases)('%s gives the result of psyrun 0.8', async (name, golden) => {
  const project = new Project();
  try {
    cpSync(join(golden, name), project.folder, { recursive: true });
    const { commands, script } = JSON.parse(project.read('expected.json')) as Expected;
    const codes: (number | null)[] = [];
    for (const command of commands) {
      codes.push((await psyHere(project, command, undefined, PSYRUN)).status);
    }
    expect(checked(project, codes)).toBe('ok\n');
    if (script) expect(printed(project, script.run)).toBe(script.stdout);
  } finally {
    project.remove();
  }
});

function checked({ folder }: Project, codes: readonly (number | null)[]): string {
  const args = [CHECK, folder, '--rc', codes.join(), '--logs'];
  return spawnSync('/usr/bin/python3', args, { encoding: 'utf8' }).stdout;
}

/** Runs a script with the Python module `psyrun` that comes with psy. */
function printed({ folder }: Project, words: readonly string[]): string {
  const PYTHONPATH = join(PACKAGE, 'python');
  const args = words.filter((word) => !/python/.test(word));
  const env = { ...process.env, PYTHONPATH };
  const { stdout, stderr } = spawnSync('/usr/bin/python3', args, {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return stdout || stderr;
}
