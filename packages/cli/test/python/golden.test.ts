import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Project } from '../fixtures/project.ts';
import { psyHere, PSYRUN } from '../fixtures/psy-here.ts';

/** Task files of psyrun 0.8 in Python, with what it made of them. FORMAT.md beside them says more. */
const GOLDEN = fileURLToPath(
  new URL('../../../evaluator-python/test/fixtures/golden', import.meta.url),
);
const CHECK = join(GOLDEN, 'check.py');

interface Expected {
  readonly commands: readonly (readonly string[])[];
  /** A script that reads results with the Python module. */
  readonly script?: { readonly run: readonly string[]; readonly stdout: string };
}

const cases = readdirSync(GOLDEN).filter((name) => /^\d/.test(name));
const env = { ...process.env };

beforeAll(() => {
  process.env['PSYRUN_PYTHON'] = '/usr/bin/python3';
});

afterAll(() => {
  process.env = env;
});

/** A date without a time zone comes back in UTC, as JavaScript has no other. */
const DIFFERENT = /^25-/;

test.each(cases.filter((name) => !DIFFERENT.test(name)))(
  '%s gives the result of psyrun 0.8',
  async (name) => {
    const project = new Project();
    try {
      cpSync(join(GOLDEN, name), project.folder, { recursive: true });
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
  },
);

function checked({ folder }: Project, codes: readonly (number | null)[]): string {
  const args = [CHECK, folder, '--rc', codes.join(), '--logs'];
  return spawnSync('/usr/bin/python3', args, { encoding: 'utf8' }).stdout;
}

/** Runs a script with the Python module `psyrun` that comes with psy. */
function printed({ folder }: Project, words: readonly string[]): string {
  const PYTHONPATH = join(GOLDEN, '../../../python');
  const args = words.filter((word) => !/python/.test(word));
  const env = { ...process.env, PYTHONPATH };
  const { stdout, stderr } = spawnSync('/usr/bin/python3', args, {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return stdout || stderr;
}
