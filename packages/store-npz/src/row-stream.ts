import type { ReadColumn } from '@psyrun/columns/internal';
import { ByteQueue } from './zip/byte-queue.ts';
import { decodeArray } from './npy/npy-array.ts';
import { isRowMajor, readArray, rowBytes, sliceRows, type ZipArray } from './zip-array.ts';
import { streamMember } from './zip/zip-reader.ts';

/** Reads an array from its first row to its last, a few rows at a time. */
export interface RowStream {
  /** Returns the next `count` rows; there must be that many. */
  take(count: number): Promise<ReadColumn>;
  /** Call it after the last row: it throws `PSYRUN_FILE_FORMAT` if the array is damaged. */
  end(): Promise<void>;
  /** Releases the resources of a stream that is not read to its end. */
  close(): Promise<void>;
}

/** Starts to read the rows of an array. An array in Fortran order is read as a whole. */
export async function openRows(array: ZipArray): Promise<RowStream> {
  return isRowMajor(array.header) ? streamedRows(array) : rowsOfWhole(array);
}

async function streamedRows({ zip, member, header, dataOffset }: ZipArray): Promise<RowStream> {
  const bytes = new ByteQueue(streamMember(zip, member));
  await bytes.take(dataOffset);
  return {
    take: async (count) => {
      const shape = [count, ...header.shape.slice(1)];
      return decodeArray({ ...header, shape }, await bytes.take(count * rowBytes(header)));
    },
    // Any read behind the last row verifies the checksum.
    end: async () => void (await bytes.take(1)),
    close: () => bytes.close(),
  };
}

async function rowsOfWhole(array: ZipArray): Promise<RowStream> {
  const column = await readArray(array);
  let row = 0;
  return {
    take: async (count) => sliceRows(column, row, (row += count)),
    end: async () => {},
    close: async () => {},
  };
}
