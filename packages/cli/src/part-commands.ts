import { JSON_OBJECT, TASKDIR } from './command-options.ts';
import type { CommandSpec } from './command-spec.ts';
import { codeDigits } from './option-values.ts';

/** Brings rows that were evaluated elsewhere into a run. */
export const ADOPT: CommandSpec = {
  name: 'adopt',
  summary: 'bring rows of another run home',
  description:
    'Adopts the rows of a part that was split off, or of any other run, that have no result here. Nothing there is changed.',
  arguments: [['<source>', 'a .zip file, a folder in which psy run was, or a work directory']],
  options: [
    TASKDIR,
    ['--as <task>', 'the task that adopts them (default: the one of that name)'],
    ['--code <digest>', 'also rows of this other code, as psy adopt names it', codeDigits],
    ['--keep-own', 'rows that have other results here keep these'],
    JSON_OBJECT,
  ],
  load: async () => (await import('./commands/adopt.ts')).adoptInto,
};

/** Makes a folder that evaluates rows elsewhere. */
export const SPLIT_OFF: CommandSpec = {
  name: 'split-off',
  summary: 'split off rows to run elsewhere',
  description:
    'Makes a folder, or a .zip file, in which psy run evaluates some rows of a task on another machine. psy adopt brings them home.',
  arguments: [['<task>']],
  options: [
    TASKDIR,
    ['--where <condition>', "the rows: 'trial < 25 and beta > 0.5'"],
    ['-o, --output <path>', 'the new folder or .zip file'],
    JSON_OBJECT,
  ],
  load: async () => (await import('./commands/split-off.ts')).splitOffPart,
};
