import type { PlainFile } from '@psyrun/files';
import { claimedLength, frameKind, HEADER, KIND, LONGEST_CLAIM } from '../frame.ts';
import { readAt } from '../read-at.ts';

/** Bytes of a journal that cannot be read: from offset `from` to before `to`. */
export interface DamagedPart {
  readonly from: number;
  readonly to: number;
}

/** The bytes between two intact frames. */
export interface Gap {
  /** Undefined if nothing is lost: another journal begins there. */
  readonly damaged?: DamagedPart;
  /** True if the gap may have contained a session, so that the writer of what follows is unknown. */
  readonly hidesSession: boolean;
}

/** Resolves to the gap from `from` to before `to`; undefined if that is nothing. */
export async function gapBetween(
  handle: PlainFile,
  from: number,
  to: number,
): Promise<Gap | undefined> {
  if (from === to) return undefined;
  const bytes = await readAt(handle, from, Math.min(LONGEST_CLAIM, to - from));
  // This is what `cat` leaves of the first line of the second journal. Its session follows.
  if (to - from === HEADER.length && isHeader(bytes)) return { hidesSession: false };
  const isRecord = claimedLength(bytes, 0) === to - from && frameKind(bytes, 0) !== KIND.session;
  return { damaged: { from, to }, hidesSession: !isRecord };
}

function isHeader({ buffer, byteLength }: DataView): boolean {
  return Buffer.from(buffer, 0, byteLength).equals(HEADER);
}
