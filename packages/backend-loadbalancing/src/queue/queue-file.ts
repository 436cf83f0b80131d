import { join } from 'node:path';
import { PsyrunError } from '@psyrun/core';
import { readJson, writeJson } from '@psyrun/files';
import type { Range } from '@psyrun/pspace/internal';
import type { WorkDirectory } from '@psyrun/run';

const FORMAT = 1;

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

const fileOf = (directory: WorkDirectory): string => join(directory.in, 'queue.json');

/** Returns the folder of a queue's notices. */
export function folderOf(directory: WorkDirectory, { folder }: QueueDescription): string {
  return join(directory.in, folder);
}

/** Writes the description of the queue of a work directory. */
export async function writeQueue(directory: WorkDirectory, queue: QueueDescription): Promise<void> {
  await writeJson(fileOf(directory), FORMAT, queue);
}

/**
 * Resolves to the queue of a work directory, or to undefined if there is none. Throws
 * `PSYRUN_RUN_CORRUPT`.
 */
export async function findQueue(directory: WorkDirectory): Promise<QueueDescription | undefined> {
  return readJson<QueueDescription>(fileOf(directory), FORMAT);
}

/**
 * Resolves to the queue of a work directory. Throws `PSYRUN_RUN_CORRUPT` if it is damaged or
 * missing.
 */
export async function readQueue(directory: WorkDirectory): Promise<QueueDescription> {
  const queue = await findQueue(directory);
  if (queue !== undefined) return queue;
  const file = fileOf(directory);
  throw new PsyrunError('PSYRUN_RUN_CORRUPT', `The queue ${file} is not there.`, {
    hint: 'psy run makes it again.',
    fields: { file },
  });
}
