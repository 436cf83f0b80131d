import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { isPsyrunError } from '@psyrun/core';
import { readPlainFile } from '@psyrun/files';

/** Flags to open a file without waiting or truncating it. The content always has the same length. */
const FLAGS = constants.O_WRONLY | constants.O_CREAT | (constants.O_NONBLOCK ?? 0);

/**
 * Records the smallest size of a ledger in bytes. It shows whether a ledger has lost its end or was cut
 * by a crash. A failure to write it is ignored, because nothing else depends on it.
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
    // There is a folder or a pipe at this path, or the disk is full.
  }
}

/** Resolves to the size that {@link noteSize} has recorded, or to 0 if it cannot be read. */
export async function notedSize(file: string): Promise<number> {
  try {
    const text = Buffer.from((await readPlainFile(file)) ?? []).toString('latin1');
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
