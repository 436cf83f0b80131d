import { afterEach, expect, test } from '@jest/globals';
import { Project } from './fixtures/project.ts';
import { psyHere, PSYRUN } from './fixtures/psy-here.ts';

/** A kind of row of the fixture. */
interface Kind {
  readonly name: string;
  readonly harms?: boolean;
}

/** A group of `psy failures --json`. */
interface Group {
  readonly message: string;
  readonly rows: readonly number[];
}

const MODULE = new URL('../../mapper/test/fixtures/row-kinds.js', import.meta.url).href;
const { KINDS } = (await import(MODULE)) as { KINDS: ReadonlyMap<string, Kind> };
/** Kinds that end or spoil their process take long, and are tested with the pool itself. */
const chosen = [...KINDS.values()]
  .filter(({ harms, name }) => harms !== true || name === 'exits with 0')
  .map(({ name }) => name);
const failing = chosen.flatMap((name, i) => ('value' in KINDS.get(name)! ? [] : [2 * i]));

const task = (backend: string) => `
import { param } from '@psyrun/pspace';
export { actAs as execute } from ${JSON.stringify(MODULE)};
const kinds = ${JSON.stringify(chosen)}.flatMap((name) => [name, '']);
export const pspace = param({ kind: kinds, x: kinds.map((_, x) => x) });
export const backend = '${backend}';
export const maxJobs = 2;
`;

const project = new Project();
afterEach(() => project.remove());

test.each(['distribute', 'load-balancing'])(
  'each kind of row fails alone or is done with the backend %s, and its error is recorded',
  async (backend) => {
    project.write('psy-tasks/task_t.js', task(backend));
    const psy = (...args: string[]) => psyHere(project, args, undefined, PSYRUN);
    const run = await psy('run', '--json', 't');
    const total = 2 * chosen.length;
    const rows = { total, done: total - failing.length, failed: failing.length, missing: 0 };
    expect(JSON.parse(run.stdout)).toMatchObject({ rows });
    const { stdout } = await psy('failures', '--json', 't');
    const { errors } = JSON.parse(stdout) as { errors: Group[] };
    expect(errors.flatMap((group) => group.rows).sort((a, b) => a - b)).toEqual(failing);
    const half = 2 * chosen.indexOf('throws an error with half of a character');
    expect(errors.find((group) => group.rows.includes(half))?.message).toBe('\ud83d');
  },
);
