import { closeSync, openSync, readSync } from 'node:fs';
import { PsyrunError } from '@psyrun/core';
import { contentKind, START_BYTES, type ContentKind } from './content-kind.ts';

/**
 * Returns the error for a file whose content does not match its format: `PSYRUN_FILE_FORMAT`. If the
 * file is of another known format, such as one compressed with gzip, the message and the hint say so.
 *
 * @param format The name of the format, for the message: `npz`, `HDF5`, `pickle`, `Parquet`.
 * @param why The problem, with or without a full stop.
 *
 * @example
 * ```ts
 * const { message } = formatError('a.npz', 'npz', 'it ends too early');
 * message.startsWith('a.npz cannot be read as npz: it ends too early.'); // => true
 * ```
 */
export function formatError(
  file: string,
  format: string,
  why: string,
  cause?: unknown,
): PsyrunError {
  const other = otherKind(file, format);
  const reason = other === undefined ? why : `it is ${other.what}`;
  return new PsyrunError(
    'PSYRUN_FILE_FORMAT',
    `${file} cannot be read as ${format}: ${reason.replace(/\.$/, '')}.`,
    {
      hint: other?.hint ?? 'Restore it from a copy, or make it again from the journals.',
      fields: { file },
      cause,
    },
  );
}

function otherKind(file: string, format: string): ContentKind | undefined {
  const start = startOf(file);
  const kind = start === undefined ? undefined : contentKind(start);
  return kind?.format === format ? undefined : kind;
}

/** Returns the first bytes of a file; undefined if it cannot be read, which others tell. */
function startOf(file: string): Uint8Array | undefined {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const bytes = new Uint8Array(START_BYTES);
      return bytes.subarray(0, readSync(descriptor, bytes));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined; // The message then tells only what the caller knows.
  }
}
