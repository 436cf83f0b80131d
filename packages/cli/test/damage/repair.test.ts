import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { IN_MEMORY, Project } from '../fixtures/project.ts';
import { psyHere, PSYRUN } from '../fixtures/psy-here.ts';
import { rowsHere } from '../fixtures/rows-here.ts';
import { changedBit, cutAt, DELETED, EMPTY, replacedBy, type Damage } from './damages.ts';

/** All damages of all files, or this many of each file; otherwise some of them. */
const WANTED = process.env['PSYRUN_DAMAGE'];
const ALL = WANTED === 'all';
const EACH = Number(WANTED ?? 1);
jest.setTimeout(WANTED !== undefined ? 24 * 3_600_000 : 300_000);
const ROWS = 12;
const RESULT = `x,y\n${Array.from({ length: ROWS }, (_, x) => `${x},${x / 4}\n`).join('')}`;

/** Each evaluation of a row adds a line to `seen`. Rows from 6 on fail while `broken` is there. */
const source = (project: Project, rows: number, backend: string, divisor = 4) => `
  import { appendFileSync, existsSync } from 'node:fs';
  import { param, range } from '@psyrun/pspace';
  export const pspace = param({ x: range(${rows}) });
  export const maxJobs = 2;
  export const backend = '${backend}';
  export const execute = ({ x }) => {
    appendFileSync(${JSON.stringify(project.path('seen'))}, x + '\\n');
    if (x >= 6 && existsSync('broken')) throw new Error('broken');
    return { y: x / ${divisor} };
  };
  ${rowsHere()}`;

interface Scene {
  readonly name: string;
  readonly backend: string;
  /** The numbers of rows of the generations. In the last one, rows fail if `isBroken`. */
  readonly generations: readonly number[];
  readonly isBroken: boolean;
}

const SCENES: readonly Scene[] = [
  { name: 'half done', backend: 'distribute', generations: [12], isBroken: true },
  { name: 'complete', backend: 'distribute', generations: [12], isBroken: false },
  { name: 'continued', backend: 'distribute', generations: [5, 12], isBroken: true },
  { name: 'load balanced', backend: 'load-balancing', generations: [12], isBroken: true },
];

async function make(project: Project, { backend, generations, isBroken }: Scene, divisor = 4) {
  for (const [i, rows] of generations.entries()) {
    project.write('psy-tasks/task_t.js', source(project, rows, backend, divisor));
    if (isBroken && i === generations.length - 1) project.write('broken', '');
    await psyHere(project, ['run', '-q', '-c', 't'], undefined, PSYRUN);
  }
  rmSync(project.path('broken'), { force: true });
}

/** Returns a number from 0 to 1 that depends only on the string. */
function draw(text: string): number {
  let hash = 2166136261;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}

function damagesOf(seed: string, other: string): Damage[] {
  const bits = Array.from({ length: 200 }, (_, i) => changedBit(draw(`${seed} ${i}`)));
  const cuts = Array.from({ length: 19 }, (_, i) => cutAt((i + 1) / 20));
  const swap = existsSync(other) ? [replacedBy(other)] : [];
  const all = [DELETED, EMPTY, ...swap, ...cuts, ...bits];
  if (ALL) return all;
  const seeds = Array.from({ length: EACH }, (_, i) => `${seed} ${i}`);
  return seeds.map((one) => all[Math.floor(draw(one) * all.length)]!);
}

/** The descriptions of runs, and some of the other files. */
function isChosen({ name }: Scene, file: string): boolean {
  if (WANTED !== undefined || /^(?:run|kept.1)\.json$/.test(file)) return true;
  return draw(`chosen ${name} ${file}`) < 0.12;
}

function filesIn(root: string, folder = root): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(root, path) : [relative(root, path)];
  });
}

describe.each(SCENES)('a damaged work directory, $name', (scene) => {
  const project = new Project(IN_MEMORY);
  const others = new Project(IN_MEMORY);
  let recorded: number[];
  beforeAll(async () => {
    await make(project, scene);
    cpSync(project.path('psy-work'), project.path('saved'), { recursive: true });
    recorded = [...(await project.recorded('t'))].sort((a, b) => a - b);
    await make(others, scene, 8);
  });
  afterAll(() => {
    project.remove();
    others.remove();
  });

  const psy = (...args: string[]) => psyHere(project, args, undefined, PSYRUN);

  test('every command answers, and the repaired run gives the right rows', async () => {
    const findings: unknown[] = [];
    const root = join(project.path('saved'), 't');
    for (const file of filesIn(root).filter((name) => isChosen(scene, name))) {
      const other = join(others.path('psy-work/t'), file);
      for (const damage of damagesOf(`${scene.name} ${file}`, other)) {
        const finding = await judge(file, damage);
        if (finding.length > 0) findings.push({ file, damage: damage.name, finding });
      }
    }
    expect(findings).toEqual([]);
  });

  async function judge(file: string, damage: Damage): Promise<string[]> {
    const found: string[] = [];
    restore();
    const path = project.path('psy-work/t', file);
    if (!existsSync(path) || lstatSync(path).size === 0) return [];
    damage.inflict(path);
    const commands = READING.filter(
      ([name]) => WANTED !== undefined || draw(`${scene.name} ${file} ${name}`) < 0.4,
    );
    for (const args of commands) {
      rmSync(project.path('out.csv'), { force: true });
      rmSync(project.path('out.pkl'), { force: true });
      const { status, stdout, stderr } = await psy(...args);
      const said = `${stdout}${stderr}`;
      if (said.includes('internal error')) found.push(`${args[0]}: ${said}`);
      if (args[0] === 'export' && status === 0 && exported() !== RESULT) found.push('wrong export');
    }
    const lost = isRecord(file) ? recorded.length - (await rowsRead()) : 0;
    const repair = await psy('fsck', '--repair', 't');
    if (repair.status === 2 || repair.stderr.includes('error'))
      found.push(`fsck: ${repair.stderr}`);
    rmSync(project.path('seen'), { force: true });
    const run = await psy('run', '-q', '-c', 't');
    if (run.status !== 0) found.push(`run -c ${run.status}: ${run.stderr}`);
    await psy('export', 't', 'out.csv');
    if (exported() !== RESULT) found.push(`wrong result: ${exported()}`);
    const again = evaluated().filter((row) => recorded.includes(row)).length;
    if (again > lost) found.push(`${again} rows evaluated again, ${lost} were lost`);
    return found;
  }

  function restore(): void {
    for (const name of ['psy-work', 'seen', 'out.csv']) {
      rmSync(project.path(name), { recursive: true, force: true });
    }
    cpSync(project.path('saved'), project.path('psy-work'), { recursive: true });
    mkdirSync(dirname(project.path('psy-work')), { recursive: true });
  }

  /** A file without which rows that were evaluated cannot be read. */
  function isRecord(file: string): boolean {
    return file.endsWith('.journal');
  }

  async function rowsRead(): Promise<number> {
    const { stdout } = await psy('fsck', '--json', 't');
    return (JSON.parse(stdout) as { rows: { done: number } }).rows.done;
  }

  function exported(): string {
    const file = project.path('out.csv');
    return existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\r', '') : 'none';
  }

  function evaluated(): number[] {
    const file = project.path('seen');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map(Number) : [];
  }
});

/** Commands that change nothing in the work directory. */
const READING = [
  ['status', 't'],
  ['failures', 't'],
  ['verify', 't'],
  ['fsck', 't'],
  ['export', 't', 'out.csv'],
  ['merge', 'psy-work/t', 'out.pkl'],
];
