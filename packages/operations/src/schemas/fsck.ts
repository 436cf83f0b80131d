import * as v from 'valibot';
import { rowCounts, taskName } from './parts.ts';

/** A file of a work directory, and what is wrong with it. */
export const fsckFile = v.strictObject({
  file: v.pipe(v.string(), v.description('Path within the work directory.')),
  state: v.pipe(
    v.picklist(['sound', 'damaged', 'missing', 'foreign', 'leftover']),
    v.description(
      'foreign: it is of another run or task, or psy does not know it. ' +
        'leftover: a process that has ended left it.',
    ),
  ),
  problem: v.exactOptional(v.pipe(v.string(), v.description('The problem, as sentences.'))),
  done: v.exactOptional(v.pipe(v.string(), v.description('The repair, as a sentence.'))),
});

/** The state of a work directory. */
export const fsckResult = v.strictObject({
  task: taskName,
  sound: v.pipe(v.boolean(), v.description('True if nothing was wrong. Leftovers are not wrong.')),
  repairable: v.pipe(
    v.boolean(),
    v.description('True if psy fsck --repair can repair something that was found.'),
  ),
  repaired: v.pipe(v.boolean(), v.description('True if something was repaired.')),
  rows: v.pipe(rowCounts, v.description('The rows that can be read, after the repair.')),
  files: v.array(fsckFile),
});

/** A file of a work directory, and what is wrong with it. */
export type FsckFile = v.InferOutput<typeof fsckFile>;

/** The state of a work directory. */
export type FsckResult = v.InferOutput<typeof fsckResult>;
