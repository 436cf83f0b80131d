import { existsSync } from 'node:fs';
import { basename, dirname, extname, relative } from 'node:path';
import { Ledger } from '@psyrun/jobs';
import {
  certificateFile,
  checkedSpaceOf,
  checkResult,
  knownRuns,
  partialFile,
  WorkDirectory,
  type KnownRuns,
} from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import { checkBatch } from './check-batches.ts';
import { checkDocument } from './check-document.ts';
import { checkLock, isLock } from './check-lock.ts';
import { checkDescriptions, checkJournals } from './check-journals.ts';
import { checkRowsFile } from './check-rows-file.ts';
import { filesIn } from './files-in.ts';
import { sound, textOf, unusable, type Finding } from './finding.ts';
import { checkTemporary, isTemporary } from './leftovers.ts';

/** Reads every file of the work directory of a task, and its result. Changes nothing. */
export async function examine(task: LoadedTask): Promise<Finding[]> {
  const directory = new WorkDirectory(task.workdir);
  const known = await knownRuns(directory);
  const found = new Map<string, Finding>();
  const note = (finding: Finding) => {
    // A file that two checks find wrong is wrong for the first reason.
    if ((found.get(finding.path)?.state ?? 'sound') === 'sound') found.set(finding.path, finding);
  };
  checkDescriptions(directory, known, task, existsSync).forEach(note);
  checkSpaces(known).forEach(note);
  (await checkJournals(directory, task, known)).forEach(note);
  (await checkLedger(directory)).forEach(note);
  (await checkTaskResult(task, known)).forEach(note);
  for (const path of await filesIn(directory.root)) {
    if (!found.has(path)) note(await checkOther(path, task, directory, known));
  }
  return [...found.values()];
}

function checkSpaces({ runs }: KnownRuns): Finding[] {
  return runs.flatMap(({ run, file }) => {
    try {
      checkedSpaceOf(run, file);
      return [];
    } catch (error) {
      return [unusable(file, textOf(error), 'damaged')];
    }
  });
}

async function checkLedger(directory: WorkDirectory): Promise<Finding[]> {
  const { file } = new Ledger(directory.ledger);
  try {
    await new Ledger(file).entries();
    return [];
  } catch (error) {
    const problem = textOf(error);
    const size = unusable(`${file}.size`, problem, 'damaged');
    return existsSync(file)
      ? [unusable(file, problem, 'damaged'), size]
      : [{ path: file, state: 'missing', problem }, size];
  }
}

async function checkTaskResult({ resultfile }: LoadedTask, known: KnownRuns): Promise<Finding[]> {
  const { problem, wasWritten } = await checkResult(resultfile, known.runs.at(-1)?.run);
  if (!wasWritten) return [];
  if (problem === undefined) return [sound(resultfile)];
  if (!existsSync(resultfile)) return [{ path: resultfile, state: 'missing', problem }];
  const certificate = certificateFile(resultfile);
  const result = unusable(resultfile, `${resultfile}: ${problem}`, 'damaged');
  return existsSync(certificate) ? [result, unusable(certificate, problem, 'damaged')] : [result];
}

async function checkOther(
  path: string,
  { name, resultfile }: LoadedTask,
  directory: WorkDirectory,
  { runs }: KnownRuns,
): Promise<Finding> {
  const file = basename(path);
  if (isTemporary(path)) return checkTemporary(path);
  if (isLock(path)) return checkLock(path);
  if (/^rows-[0-9a-f]+$/.test(relative(directory.root, path))) return checkRowsFile(path);
  const batch = /^in\/(\d+)\.json$/.exec(relative(directory.root, path));
  if (batch !== null) return checkBatch(directory, Number(batch[1]), runs.at(-1)?.run);
  const isNotice = dirname(dirname(path)) === directory.in;
  if (isNotice || extname(path) === '.json') return checkDocument(path);
  const isKnown =
    path === partialFile(resultfile) ||
    path.startsWith(directory.ledger) ||
    path.startsWith(directory.kept) ||
    (file.startsWith(`${name}:`) && extname(path) === '.log');
  return isKnown ? sound(path) : { path, state: 'foreign', problem: `${path} is no file of psy.` };
}
