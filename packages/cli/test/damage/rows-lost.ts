import { readFileSync } from 'node:fs';

/** The bytes of a journal before its first frame: its format. */
const HEAD = 'psyrun journal 1\n'.length;

/** A record of a row that is done, and its bytes in a journal. */
interface DoneRecord {
  readonly from: number;
  readonly to: number;
  readonly index: number;
}

/** Returns the records of rows that are done, from the bytes of a sound journal. */
function doneRecords(bytes: Buffer): DoneRecord[] {
  const records: DoneRecord[] = [];
  for (let from = HEAD; from < bytes.length;) {
    const to = from + 8 + bytes.readUInt32LE(from);
    if (bytes[from + 8] === 1) records.push({ from, to, index: bytes.readDoubleLE(from + 9) });
    from = to;
  }
  return records;
}

/**
 * Returns the rows that nobody can read any more from a journal that was damaged: a record is lost if one
 * of its bytes is not what and where it was. Each record has a checksum, and no other one needs it.
 */
export function rowsLost(sound: string, damaged: string | undefined): number[] {
  const before = readFileSync(sound);
  const after = damaged === undefined ? Buffer.alloc(0) : readFileSync(damaged);
  return doneRecords(before)
    .filter(({ from, to }) => !before.subarray(from, to).equals(after.subarray(from, to)))
    .map(({ index }) => index);
}
