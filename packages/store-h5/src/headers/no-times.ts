import { open, readFile } from 'node:fs/promises';
import { clearTimes, objectHeaders } from './object-headers.ts';

/** The position and the length of each object header of a file. */
export type HeaderPlaces = readonly { readonly at: number; readonly length: number }[];

/**
 * Returns where the object headers of a file are. The file must hold no data yet: data may have the
 * bytes of a header. Adding data does not move them.
 */
export async function headerPlaces(path: string): Promise<HeaderPlaces> {
  return objectHeaders(await readFile(path)).map(({ at, bytes }) => ({ at, length: bytes.length }));
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
