import { join } from 'node:path';
import * as v from 'valibot';
import { damaged, readDocument, writeDocument, type DocumentKind } from '@psyrun/files/documents';
import { isRanges, type Range } from '@psyrun/pspace/internal';
import type { WorkDirectory } from '@psyrun/run';

/** The content of `in/queue.json`: the queue that the workers of a run share. */
export interface QueueDescription {
  /** The generation of the run that the queue belongs to. */
  readonly generation: number;
  /** Name of the folder of its notices, beside the file. */
  readonly folder: string;
  /** The rows that were missing when the queue was made. */
  readonly rows: readonly Range[];
  /** The rows that failed before, and their number of attempts. */
  readonly attempts: readonly (readonly [row: number, attempts: number])[];
}

const COUNT = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const QUEUE: v.GenericSchema<unknown, QueueDescription> = v.strictObject({
  generation: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  folder: v.pipe(v.string(), v.uuid()),
  rows: v.custom<readonly Range[]>(isRanges, 'expected ascending ranges of rows'),
  attempts: v.array(v.tuple([COUNT, COUNT])),
});

const KIND: DocumentKind<QueueDescription> = {
  name: 'queue',
  version: 2,
  schema: QUEUE,
  first: { numbered: true, schema: QUEUE },
  remedy: 'Recorded rows are safe. psy run -c makes a new queue of the remaining rows.',
};

const fileOf = (directory: WorkDirectory): string => join(directory.in, 'queue.json');

/** Returns the folder of a queue's notices. */
export function folderOf(directory: WorkDirectory, { folder }: QueueDescription): string {
  return join(directory.in, folder);
}

/** Writes the description of the queue of a work directory. */
export async function writeQueue(directory: WorkDirectory, queue: QueueDescription): Promise<void> {
  await writeDocument(KIND, fileOf(directory), queue);
}

/**
 * Resolves to the queue of a work directory, or to undefined if there is none. Throws
 * `PSYRUN_RUN_CORRUPT`.
 */
export async function findQueue(directory: WorkDirectory): Promise<QueueDescription | undefined> {
  return readDocument(KIND, fileOf(directory));
}

/**
 * Resolves to the queue of a work directory. Throws `PSYRUN_RUN_CORRUPT` if it is damaged or
 * missing.
 */
export async function readQueue(directory: WorkDirectory): Promise<QueueDescription> {
  const queue = await findQueue(directory);
  if (queue === undefined) throw damaged(KIND, fileOf(directory), 'is not there');
  return queue;
}
