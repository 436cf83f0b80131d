import { open, readFile } from 'node:fs/promises';
import { clearTimes, isCleared, objectHeaders } from './object-headers.ts';

/** The position and the length of each object header of a file. */
export type HeaderPlaces = readonly { readonly at: number; readonly length: number }[];

/**
 * Returns where the object headers of a file are. The file must hold no data yet: data may have the
 * bytes of a header. Adding data does not move them.
 */
export async function headerPlaces(path: string): Promise<HeaderPlaces> {
  return objectHeaders(await readFile(path)).map(({ at, bytes }) => ({ at, length: bytes.length }));
}

/** Number of bytes at the beginning of a file that hold the headers of some thousand columns. */
const FIRST_BYTES = 2 ** 20;

/**
 * Returns where the first object headers without times are in a file that holds data. Data may have the
 * bytes of a header: {@link removeTimes} does not change them.
 */
export async function clearedHeaders(path: string): Promise<HeaderPlaces> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(FIRST_BYTES), 0, FIRST_BYTES, 0);
    return objectHeaders(buffer.subarray(0, bytesRead))
      .filter(({ bytes }) => isCleared(bytes))
      .map(({ at, bytes }) => ({ at, length: bytes.length }));
  } finally {
    await file.close();
  }
}

/**
 * Sets the times in the object headers at these places to 0. The library notes when each object was
 * made and changed, so that two files of the same table would differ.
 */
export async function removeTimes(path: string, places: HeaderPlaces): Promise<void> {
  const file = await open(path, 'r+');
  try {
    for (const { at, length } of places) {
      const header = Buffer.alloc(length);
      await file.read(header, 0, length, at);
      clearTimes(header);
      await file.write(header, 0, length, at);
    }
  } finally {
    await file.close();
  }
}
