import { cpSync, existsSync, lstatSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { fsckTask } from '@psyrun/operations/fsck';
import { runTask } from '@psyrun/operations/run';
import type { LoadedTask, PluginRegistry } from '@psyrun/task';
import { draw } from '../fixtures/draw.ts';
import { psyHere, PSYRUN } from '../fixtures/psy-here.ts';
import type { Project } from '../fixtures/project.ts';
import { answerOf, open, pluginsIn, readingAnswers, resultAnswers } from './answers.ts';
import { changedBit, cutAt, DELETED, EMPTY, replacedBy, type Damage } from './damages.ts';
import { rowsLost } from './rows-lost.ts';
import { isRight, untruths, valueOf } from './untruths.ts';
import { filesIn, projectIn, workStates, type WorkState } from './work-directories.ts';

/** All damages of all files, or this many of each file; otherwise some of them. */
const WANTED = process.env['PSYRUN_DAMAGE'];
const ALL = WANTED === 'all';
const EACH = Number(WANTED ?? 1);
/** Number of bits of each file. */
const BITS = 200;
jest.setTimeout(WANTED !== undefined ? 24 * 3_600_000 : 300_000);
/** Prints the figures of a long run as it goes. */
const say = (text: string) => void (WANTED !== undefined && process.stdout.write(`${text}\n`));

// Each run reads the state of the repository, which takes a process and does not matter here.
const path = process.env['PATH'];
beforeAll(() => void (process.env['PATH'] = ''));
afterAll(() => void (process.env['PATH'] = path));

/** Logs and files of jobs: no operation here reads them, so all of them are damaged together. */
const isOfJob = (file: string) => /^t:/.test(file);

/** Returns the files to damage, those together that are damaged together. */
function targetsIn(root: string): [name: string, files: readonly string[]][] {
  const files = filesIn(root).filter((file) => lstatSync(join(root, file)).size > 0);
  const alone = files.filter((file) => !isOfJob(file));
  return [
    ...alone.map((file): [string, string[]] => [file, [file]]),
    ['files of jobs', files.filter(isOfJob)],
  ];
}

function damagesOf(seed: string, file: string, other: string): Damage[] {
  const bits = Array.from({ length: BITS }, (_, i) => changedBit(draw(`${seed} ${i}`)));
  const cuts = Array.from({ length: 19 }, (_, i) => cutAt((i + 1) / 20));
  const all = [DELETED, EMPTY, replacedBy(other), ...cuts, ...bits];
  if (ALL) return all;
  const seeds = Array.from({ length: EACH }, (_, i) => `${seed} ${i}`);
  return seeds.map((one) => all[Math.floor(draw(one) * all.length)]!);
}

/** The descriptions of runs, and some of the other files. */
function isChosen({ name }: WorkState, file: string): boolean {
  if (WANTED !== undefined || /^(?:run|kept.1)\.json$/.test(file)) return true;
  return draw(`chosen ${name} ${file}`) < 0.2;
}

describe.each(workStates(WANTED !== undefined))('a damaged work directory, $name', (state) => {
  let project: Project;
  let others: Project;
  let task: LoadedTask;
  let plugins: PluginRegistry;
  let recorded: number[];
  beforeAll(async () => {
    project = await projectIn(state);
    others = await projectIn(state, 8);
    task = await open(project);
    plugins = pluginsIn(project);
    recorded = [...(await project.recorded('t'))].sort((a, b) => a - b);
  });
  afterAll(() => {
    project.remove();
    others.remove();
  });

  test('every operation answers, and the repaired run gives the right rows', async () => {
    const findings: unknown[] = [];
    const figures = { damages: 0, lost: 0, again: 0 };
    const start = process.cpuUsage();
    const root = project.path('saved/t');
    for (const [name, files] of targetsIn(root).filter(([one]) => isChosen(state, one))) {
      for (const damage of damagesOf(`${state.name} ${name}`, name, others.path('saved/t'))) {
        const { found, lost, again } = await judge(files, damage);
        figures.damages++;
        figures.lost += lost;
        figures.again += again;
        if (found.length === 0) continue;
        findings.push({ name, damage: damage.name, found });
        say(JSON.stringify(findings.at(-1)));
      }
      const { user, system } = process.cpuUsage(start);
      const seconds = ((user + system) / 1e6).toFixed(0);
      say(
        `${state.name}, ${name}: until now ${figures.damages} damages in ${seconds} s of CPU, ` +
          `${figures.lost} rows unreadable, ${figures.again} evaluated again, ${findings.length} findings`,
      );
    }
    expect(findings).toEqual([]);
  });

  /** Damages files, asks, repairs and continues. Resolves to what was wrong. */
  async function judge(files: readonly string[], damage: Damage) {
    restore();
    for (const one of files) damage.inflict(project.path('psy-work/t', one), one);
    const [file = ''] = files;
    // A complete result has its rows, too.
    const lost = file.endsWith('.journal') && state.isBroken ? lostIn(file, damage) : [];
    const readable = recorded.filter((row) => !lost.includes(row));
    const found: string[] = [];
    found.push(...untruths(await readingAnswers(project, task, plugins), readable));
    // The commands themselves are slower, and are asked now and then.
    if (WANTED === undefined || draw(`${file} ${damage.name}`) < 0.02)
      found.push(...(await commandsFail()));
    const repaired = await answerOf(async () => fsckTask(task, { repair: true }));
    if ('code' in repaired) found.push(`fsck --repair: ${repaired.code}`);
    rmSync(project.path('seen'), { force: true });
    const run = await answerOf(async () => runTask(task, { continue: true }));
    const outcome = valueOf(run)?.outcome;
    if (outcome !== 'complete') {
      found.push(`run -c: ${JSON.stringify(run)}`);
    }
    const after = await resultAnswers(project, task, plugins);
    const result = valueOf(after.exported);
    if (result === undefined || !isRight(result, true)) found.push(`wrong: ${String(result)}`);
    if (valueOf(after.verify)?.verified !== true) found.push('not verified in the end');
    const again = evaluated().filter((row) => recorded.includes(row));
    if (String(again) !== String(lost)) {
      found.push(`rows ${String(again)} evaluated again, ${String(lost)} were unreadable`);
    }
    return { found, lost: lost.length, again: again.length };
  }

  /** The recorded rows that no journal has any more. */
  function lostIn(file: string, { name }: Damage): number[] {
    const now = project.path('psy-work/t', file);
    // Another run can have a record of the same bytes, which is of other code all the same.
    const isThere = existsSync(now) && name !== 'of another run';
    const lost = rowsLost(project.path('saved/t', file), isThere ? now : undefined);
    return recorded.filter((row) => lost.includes(row));
  }

  async function commandsFail(): Promise<string[]> {
    const found: string[] = [];
    for (const args of READING) {
      for (const name of ['out.csv', 'out.pkl']) rmSync(project.path(name), { force: true });
      const { stdout, stderr } = await psyHere(project, args, undefined, PSYRUN);
      if (`${stdout}${stderr}`.includes('internal error')) found.push(`psy ${args[0]}: ${stderr}`);
    }
    return found;
  }

  function restore(): void {
    for (const name of ['psy-work', 'seen', 'out.csv', 'out.pkl']) {
      rmSync(project.path(name), { recursive: true, force: true });
    }
    cpSync(project.path('saved'), project.path('psy-work'), { recursive: true });
  }

  function evaluated(): number[] {
    const file = project.path('seen');
    if (!existsSync(file)) return [];
    const rows = readFileSync(file, 'utf8').trim().split('\n').map(Number);
    return rows.sort((a, b) => a - b);
  }
});

/** Commands that change nothing in the work directory. */
const READING = [
  ['status', '-v', 't'],
  ['failures', 't'],
  ['verify', 't'],
  ['fsck', 't'],
  ['export', 't', 'out.csv'],
  ['merge', 'psy-work/t', 'out.pkl'],
  ['logs', 't'],
];
