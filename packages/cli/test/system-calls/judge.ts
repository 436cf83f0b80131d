import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answersOf } from '../fixtures/answers.ts';
import type { Outcome, Project } from '../fixtures/project.ts';
import { psyHere, PSYRUN } from '../fixtures/psy-here.ts';
import type { Scene } from './scenes.ts';
import type { Fault } from './traced-psy.ts';

/** Resolves to what is wrong after a run that ended with a fault, or to undefined. */
export async function judge(
  project: Project,
  scene: Scene,
  fault: Fault,
  ended: Outcome,
): Promise<object | undefined> {
  const problems: string[] = [];
  const check = (isRight: boolean, problem: string) => void (isRight || problems.push(problem));
  check(ended.status === (fault === 'SIGKILL' ? null : ended.status), 'it was not killed');
  const said = ended.stderr + logsOf(project);
  check(!said.includes('internal error'), 'an internal error');
  check(!/^ +at .*:\d+:\d+/m.test(ended.stderr), 'a stack');
  const isFailure = ended.status !== 0 && ended.status !== null;
  check(
    !isFailure || /\bPSYRUN_|psy run|same command/.test(said),
    'it failed without a code or advice',
  );

  const before = await answersOf(project);
  const { status, verified, exported, partial } = before;
  // The run of the earlier code was not replaced yet. Its rows are told apart.
  const isFormer = scene.former !== undefined && (status?.changes.length ?? 0) > 0;
  const rows = isFormer ? scene.former : scene.rows;
  const complete = status?.complete ?? false;
  const done = status?.done ?? 0;
  check(status !== undefined, 'status fails');
  check(status === undefined || status.total === rows.length, 'another number of rows');
  check(
    status === undefined || done + status.failed + status.missing === status.total,
    'the states do not add up',
  );
  check(!isFormer || !complete, 'a former run is called complete');
  check(ended.status !== 0 || complete, 'exit 0 without a complete result');
  check(verified === complete, 'verify contradicts status');
  check((exported !== undefined) === complete, 'export contradicts status');
  check(exported === undefined || same(exported, rows), 'export writes wrong rows');
  check((partial?.length ?? 0) === done, 'export --partial contradicts status');
  const right = rows.filter(([x]) => partial?.some((point) => point[0] === x));
  check(partial === undefined || same(partial, right), 'export --partial writes wrong rows');

  project.write('evaluated', '');
  const goneOn = await psyHere(project, scene.goOn, undefined, PSYRUN);
  check(goneOn.status === 0, 'it cannot go on');
  const evaluated = project.read('evaluated').split('\n').length - 1;
  const left = scene.rows.length - (isFormer ? 0 : done);
  check(evaluated === left, `${evaluated} rows evaluated, ${left} were left`);
  const after = await answersOf(project);
  check(after.status?.complete === true && after.verified, 'not complete in the end');
  check(same(after.exported, scene.rows), 'wrong rows in the end');
  check(existsSync(project.path(scene.result)), 'no result in the end');
  if (problems.length === 0) return undefined;
  return { problems, ended, goneOn, before: before.outputs, after: after.outputs };
}

function logsOf(project: Project): string {
  const folder = project.path('psy-work/t');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const files = names.filter((name) => name.endsWith('.log'));
  return files.map((name) => readFileSync(join(folder, name), 'utf8')).join('');
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
