import { PsyrunError } from '@psyrun/core';

/** Returns the error for a column whose compression is not available. */
export function compressedBy(file: string, path: string, filter: string): PsyrunError {
  return new PsyrunError(
    'PSYRUN_NOT_SUPPORTED',
    `${path} in ${file} is compressed with ${filter}, which psyrun does not read.`,
    {
      hint: 'Compress it with gzip, or not at all: ptrepack of PyTables and h5repack make such a copy.',
      fields: { file, path, filter },
    },
  );
}

/** Returns the error for an append to a file that holds more than a table. */
export function notAlone(file: string, node: string, other: string): PsyrunError {
  return new PsyrunError(
    'PSYRUN_NOT_SUPPORTED',
    `${file} holds ${other} beside ${node}, and an append, which writes a new file, would lose it.`,
    { hint: 'Append to a file that holds nothing else.', fields: { file, other } },
  );
}

/** Returns the error for a file that could not be written completely. */
export function notWritten(file: string, why: string): PsyrunError {
  return new PsyrunError('PSYRUN_STORE_WRITE', `${file} could not be written: ${why}.`, {
    hint: 'Is the disk full? A file that was there before is unchanged.',
    fields: { file },
  });
}

/** Returns the error for a column whose checksum differs from the one that was written with it. */
export function changedSince(file: string, path: string): PsyrunError {
  return new PsyrunError(
    'PSYRUN_FILE_FORMAT',
    `The values of ${path} in ${file} are not those that were written: the file is damaged, or another program changed them.`,
    {
      hint: `Restore it from a copy, or make it again from the journals. If the change was meant, delete the attribute PSYRUN_CHECKSUM of ${path}.`,
      fields: { file, path },
    },
  );
}
