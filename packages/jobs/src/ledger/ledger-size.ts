import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { isPsyrunError } from '@psyrun/core';
import { readPlainFile } from '@psyrun/files';

/** Opening never waits, and nothing is cut off: the text always has the same length. */
const FLAGS = constants.O_WRONLY | constants.O_CREAT | (constants.O_NONBLOCK ?? 0);

/**
 * Writes down how many bytes a ledger has at least, so that a ledger that loses its end is told from
 * one that a crash has cut. It helps only there: where it cannot be written, nothing else is lost.
 */
export async function noteSize(file: string, size: number): Promise<void> {
  const digits = String(size).padStart(16, '0');
  try {
    const handle = await open(file, FLAGS, 0o666);
    try {
      await handle.write(`${digits} ${checksum(digits)}\n`, 0);
    } finally {
      await handle.close();
    }
  } catch {
    // A folder or a pipe is in its place, or the disk is full.
  }
}

/** Returns the number of bytes that {@link noteSize} has written down; 0 if that cannot be read. */
export async function notedSize(file: string): Promise<number> {
  try {
    const text = (await readPlainFile(file))?.toString('latin1') ?? '';
    const [, digits, sum] = /^(\d{16}) ([0-9a-f]{32})\n$/.exec(text) ?? [];
    return digits !== undefined && checksum(digits) === sum ? Number(digits) : 0;
  } catch (error) {
    if (isPsyrunError(error, 'PSYRUN_FILE_READ')) return 0;
    throw error;
  }
}

function checksum(digits: string): string {
  return createHash('sha256').update(digits).digest('hex').slice(0, 32);
}
