import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { foldersOf } from './folders.ts';

/** The most files of a folder of sources. */
const MOST_FILES = 15;
/** The most files of a folder that is a list of like things. */
const LONGEST_LIST = 24;
/** The folders that are lists of like things, with what each of their files is. */
const LISTS: Readonly<Record<string, string>> = {
  'packages/core/src/contracts': 'one contract each',
  'packages/cli/src/commands': 'one command of psy',
  'packages/operations/src/schemas': 'what one command prints with --json',
  'packages/store-pickle/src/read': 'the reader of one kind of value in a pickle',
  'packages/testkit/src/store': 'the tests of one promise of the store contract',
};

/** The folders of tests that need no folder of sources, with what is in them. */
const SCENARIOS: Readonly<Record<string, string>> = {
  __snapshots__: 'what Jest compares with',
  crash: 'processes that are killed',
  damage: 'files of a run that are damaged',
  defects: 'defects of the original psyrun',
  'exit-codes': 'commands in every situation',
  hints: 'advice of errors that is followed',
  histories: 'random sequences of commands',
  hostile: 'texts that a terminal must not obey',
  'present-run': 'rows of other runs, code and spaces',
  python: 'task files in Python',
  simulation: 'a queue without processes',
  sge: 'a real Grid Engine',
  slurm: 'a real Slurm',
  'system-calls': 'system calls that fail or at which psy is killed',
  sqsub: 'a stand-in for sqsub',
  transcripts: 'whole sessions at a terminal',
};

const SOURCES = /^(packages\/[^/]+\/src|tools|bench)(\/|$)/;
/** Modules that users of Python psyrun import by these names. */
const NAMED_BEFORE = 'packages/evaluator-python/python/psyrun/';
const VAGUE = /(^|[-_.])(utils?|helpers?|common)([-_.]|$)/i;

/** The folders of sources with too many files, as sentences. */
export function fullFolders(root: string): string[] {
  return foldersOf(root)
    .filter(({ path }) => SOURCES.test(path))
    .flatMap(({ path, files }) => {
      const most = path in LISTS ? LONGEST_LIST : MOST_FILES;
      return files.length > most ? [`${path} has ${files.length} files, more than ${most}`] : [];
    });
}

/** The folders of tests for which there is no folder of sources, as sentences. */
export function strayTestFolders(root: string): string[] {
  return foldersOf(root).flatMap(({ path }) => {
    const [, project, inTest] = /^((?:packages|tools)\/[^/]+)\/test\/(.+)$/.exec(path) ?? [];
    if (project === undefined || inTest === undefined || inTest.split('/')[0]! in SCENARIOS) {
      return [];
    }
    const sources = [join(project, 'src', inTest), join(project, inTest)];
    const isThere = sources.some((folder) => existsSync(join(root, folder)));
    return isThere ? [] : [`${path} has tests, but there is no ${sources[0]}`];
  });
}

/** The files and folders whose names do not say what is in them. */
export function vagueNames(root: string): string[] {
  return foldersOf(root)
    .flatMap(({ path, files }) => [path, ...files.map((name) => join(path, name))])
    .filter((path) => VAGUE.test(basename(path)) && !path.startsWith(NAMED_BEFORE));
}
