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
}

const cases = readdirSync(GOLDEN).filter((name) => /^\d/.test(name));
const env = { ...process.env };

beforeAll(() => {
  process.env['PSYRUN_PYTHON'] = '/usr/bin/python3';
});

afterAll(() => {
  process.env = env;
});

/** Cases in which JavaScript does not tell whole floats from integers yet: values are compared. */
const BY_VALUE = /^(02|03|04|06|07|08|13|16|23|26)-/;
/** Cases that wait for that, too, dates without a time zone, and lists of text in npz. */
const NOT_YET = /^(09|18|25)-/;

test.each(cases.filter((name) => !NOT_YET.test(name)))(
  '%s gives the result of psyrun 0.8',
  async (name) => {
    const project = new Project();
    try {
      cpSync(join(GOLDEN, name), project.folder, { recursive: true });
      const { commands } = JSON.parse(project.read('expected.json')) as Expected;
      const codes: (number | null)[] = [];
      for (const command of commands) {
        codes.push((await psyHere(project, command, undefined, PSYRUN)).status);
      }
      expect(checked(project, codes, BY_VALUE.test(name) ? 'values' : 'dtypes')).toBe('ok\n');
    } finally {
      project.remove();
    }
  },
);

function checked({ folder }: Project, codes: readonly (number | null)[], level: string): string {
  const args = [CHECK, folder, '--rc', codes.join(), '--logs', '--level', level];
  return spawnSync('/usr/bin/python3', args, { encoding: 'utf8' }).stdout;
}
