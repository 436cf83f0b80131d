import type { PlainFile } from '@psyrun/files';
import { PsyrunError } from '@psyrun/core';
import { claimedLength, HEADER, intactLength, LONGEST_CLAIM } from '../frame.ts';
import { readAt } from '../read-at.ts';

/** Number of bytes to search at first, and most bytes to search at once. */
const FIRST_BYTES = 1 << 14;
const MOST_BYTES = 1 << 20;

/**
 * Resolves to the offset of the first intact frame from `from` on; undefined if there is none before
 * `size`.
 *
 * A frame needs no mark to be found: its first bytes have a form that values of rows do not have, and
 * its checksum proves it. So the time grows with the number of bytes only.
 */
export async function nextFrame(
  handle: PlainFile,
  from: number,
  size: number,
): Promise<number | undefined> {
  let want = FIRST_BYTES;
  for (let start = from; start < size; start += want, want = Math.min(MOST_BYTES, 4 * want)) {
    const bytes = await readAt(handle, start, Math.min(want + LONGEST_CLAIM, size - start));
    const end = Math.min(want, bytes.byteLength);
    for (let at = 0; (at = nextClaim(bytes, at, end)) < end; at++) {
      const length = claimedLength(bytes, at);
      if (start + at + length > size) continue;
      const isHere = at + length <= bytes.byteLength;
      const frame = isHere ? bytes : await readAt(handle, start + at, length);
      if (intactLength(frame, isHere ? at : 0) > 0) return start + at;
    }
  }
  return undefined;
}

/** Returns the first offset from `at` on at which a frame seems to begin; `end` if there is none. */
function nextClaim(bytes: DataView, at: number, end: number): number {
  while (at < end && claimedLength(bytes, at) === 0) at++;
  return at;
}

/**
 * Resolves to the end of the first line of a journal, and to the offset of its first frame. If the line
 * is damaged, it ends at 0. If the file ends within it, there is no frame.
 *
 * Throws `PSYRUN_FILE_FORMAT` if there is neither the line nor a frame.
 */
export async function firstFrame(
  handle: PlainFile,
  file: string,
): Promise<{ reached: number; next: number | undefined }> {
  const { buffer, byteLength } = await readAt(handle, 0, HEADER.length);
  const line = Buffer.from(buffer, 0, byteLength);
  if (line.equals(HEADER)) return { reached: HEADER.length, next: HEADER.length };
  if (HEADER.subarray(0, line.length).equals(line)) return { reached: 0, next: undefined };
  const next = await nextFrame(handle, 0, (await handle.stat()).size);
  if (next !== undefined) return { reached: 0, next };
  throw new PsyrunError('PSYRUN_FILE_FORMAT', `${file} is not a journal of a known version.`, {
    hint: `A journal begins with the line "${HEADER.toString().trim()}".`,
    fields: { file, ...(isOtherVersion(line) && { version: line.toString('latin1').trim() }) },
  });
}

/** True for the first line of another version, which may have been written by a newer psyrun. */
function isOtherVersion(line: Buffer): boolean {
  return /^psyrun journal \d+\n/.test(line.toString('latin1'));
}
