import { formatError } from '@psyrun/files';
import { allocateBytes } from '@psyrun/columns/internal';
import type { PsyrunError } from '@psyrun/core';
import type { Filter, Metadata } from 'h5wasm/node';
import { loadHdf5, type Hdf5, type Hdf5Functions } from './hdf5.ts';
import { notWritten } from '../h5-errors.ts';
import { openFile, sizeOfFile, type Mode } from './open-file.ts';
import type { Box, Elements, NewDataset, Rows } from './h5-dataset.ts';

/** Number of bytes that pass through the library's memory at once; that memory never shrinks. */
const MOST_AT_ONCE = 1 << 21;
/** Number of bytes of the pointers that are read at once: each stands for a value of any length. */
const MOST_POINTERS = 1 << 12;

/** Number of bytes of a pointer of the library. */
const POINTER_BYTES = 4;

const UNLIMITED = 2n ** 64n - 1n;
/** The classes of types, as HDF5 numbers them. */
const INTEGER = 0;
const TEXT = 3;
/** The character sets, as HDF5 numbers them. */
const ASCII = 0;
const UTF8 = 1;
/** The filters, as HDF5 numbers them. */
const NO_FILTER = 0;
const DEFLATE = 1;

/** The part of the metadata of one element. */
const NO_AXES = { total_size: 1, shape: [], maxshape: null };

/** Receives some of the rows, as many as fit into the borrowed memory. */
interface Part {
  readonly at: number;
  readonly offset: number;
  readonly length: number;
  readonly selection: [count: bigint[], offset: bigint[], strides: bigint[]];
}

/** Returns the error for a failure that the library reports. */
type Failure = (reason: string) => PsyrunError;

/** How a file is opened. */
interface Opening {
  readonly size?: number;
  readonly isOrdered?: boolean;
  readonly failure: Failure;
}

/** An open HDF5 file. Every failure that the library reports becomes an exception. */
export class H5Handle {
  /** The size of the file when it was opened. */
  readonly size: number;
  readonly #hdf5: Hdf5;
  readonly #failure: Failure;
  readonly #id: bigint;

  private constructor(
    hdf5: Hdf5,
    path: string,
    mode: Mode,
    { size = 0, isOrdered = false, failure }: Opening,
  ) {
    this.size = size;
    this.#hdf5 = hdf5;
    this.#failure = failure;
    this.#id = this.#call((functions) => openFile(functions, path, mode, isOrdered));
  }

  /** Opens a file to read it. Throws `PSYRUN_FILE_NOT_FOUND`, `PSYRUN_FILE_FORMAT`. */
  static async read(path: string): Promise<H5Handle> {
    const size = await sizeOfFile(path);
    const failure: Failure = (why) => formatError(path, 'HDF5', why);
    return new H5Handle(await loadHdf5(), path, 'r', { size, failure });
  }

  /**
   * Opens the file `path`, which later becomes the file `name`: to create it, to change it, or to
   * read it. Every failure is `PSYRUN_STORE_WRITE`, of the file `name`.
   */
  static async write(path: string, name: string, mode: Mode): Promise<H5Handle> {
    return new H5Handle(await loadHdf5(), path, mode, { failure: (why) => notWritten(name, why) });
  }

  /** Creates a file as `write` does. It keeps the order in which its datasets are created. */
  static async createOrdered(path: string, name: string): Promise<H5Handle> {
    const failure: Failure = (why) => notWritten(name, why);
    return new H5Handle(await loadHdf5(), path, 'w', { isOrdered: true, failure });
  }

  /** Closes the file. The content is complete only if this does not throw. */
  close(): void {
    this.#call((functions) => functions.close_file(this.#id));
  }

  createGroup(path: string): void {
    this.#call((functions) => functions.create_group(this.#id, path, true));
  }

  createDataset(path: string, dataset: NewDataset): void {
    const { type, shape, chunks, compression } = dataset;
    const largest = dataset.largestShape?.map(BigInt);
    const metadata = {
      ...type,
      shape: shape.map(BigInt),
      maxshape: largest ?? shape.map((length) => (length === 0 ? UNLIMITED : BigInt(length))),
      chunks,
      compression: compression > 0 ? DEFLATE : NO_FILTER,
      compression_opts: compression > 0 ? [compression] : [],
      total_size: 0,
    };
    this.#withMemory(8, (functions, at) =>
      functions.create_dataset(this.#id, path, BigInt(at), metadata),
    );
  }

  /** Creates a dataset without axes: one element. */
  createScalar(path: string, element: Elements): void {
    const metadata = { ...element.type, ...NO_AXES, chunks: null };
    this.#withElements(element, (functions, at) =>
      functions.create_dataset(this.#id, path, BigInt(at), metadata),
    );
  }

  /** Adds an attribute: a string, an integer of 32 bits, or an element. */
  createAttribute(path: string, name: string, value: string | number | Elements): void {
    const element = typeof value === 'object' ? value : elementOf(value);
    const metadata = { ...element.type, ...NO_AXES };
    this.#withElements(element, (functions, at) =>
      functions.create_attribute(this.#id, path, name, BigInt(at), metadata),
    );
  }

  /** Makes a dataset the scale of an axis of others, by this name. */
  makeScale(path: string, name: string): void {
    this.#call((functions) => functions.set_scale(this.#id, path, name));
  }

  /** Gives an axis of a dataset its scale. */
  attachScale(path: string, axis: number, scale: string): void {
    this.#call((functions) => functions.attach_scale(this.#id, path, scale, axis));
  }

  deleteAttribute(path: string, name: string): void {
    this.#call((functions) => functions.delete_attribute(this.#id, path, name));
  }

  /**
   * Returns an attribute that is a string of fixed length; undefined if there is none of that name.
   */
  textAttribute(path: string, name: string): string | undefined {
    if (!this.attributeNames(path).includes(name)) return undefined;
    const { type, vlen, size } = this.#call((functions) =>
      functions.get_attribute_metadata(this.#id, path, name),
    );
    if (type !== TEXT || vlen) return undefined;
    let text = '';
    this.#withMemory(size, (functions, at) => {
      const status = functions.get_attribute_data(this.#id, path, name, BigInt(at));
      text = Buffer.from(functions.HEAPU8.subarray(at, at + size)).toString('latin1');
      return Number(status);
    });
    return text;
  }

  /** Returns the names of the members of a group. */
  names(group: string): string[] {
    return this.#call((functions) => functions.get_names(this.#id, group, false));
  }

  /** Returns what is at a path: links and named types are `other`. */
  kindOf(path: string): 'dataset' | 'group' | 'other' {
    return this.#call((functions) => {
      const type = functions.get_type(this.#id, path);
      if (type === functions.H5G_DATASET) return 'dataset';
      return type === functions.H5G_GROUP ? 'group' : 'other';
    });
  }

  /** Returns the names of the attributes of an object. */
  attributeNames(path: string): string[] {
    return this.#call((functions) => functions.get_attribute_names(this.#id, path));
  }

  /** Returns type and shape of a dataset. */
  describe(path: string): Metadata {
    return this.#call((functions) => functions.get_dataset_metadata(this.#id, path));
  }

  /** Returns the filters of the data, such as a compression. */
  filters(path: string): Filter[] {
    return this.#call((functions) => functions.get_dataset_filters(this.#id, path));
  }

  resize(path: string, shape: readonly number[]): void {
    this.#call((functions) => functions.resize_dataset(this.#id, path, shape.map(BigInt)));
  }

  /** Returns the bytes of some rows of a dataset. */
  readRows(path: string, rows: Rows): Uint8Array {
    const bytes = allocateBytes(rows.count * rows.rowBytes, `the rows of ${path}`);
    this.#eachPart(rows, MOST_AT_ONCE, (functions, part) => {
      const { at, offset, length, selection } = part;
      const status = functions.get_dataset_data(this.#id, path, ...selection, BigInt(at));
      bytes.set(functions.HEAPU8.subarray(at, at + length), offset);
      return status;
    });
    return bytes;
  }

  /**
   * Reads some rows of a dataset whose elements point to values of any length. `take` is called with
   * the memory of the library, and with the place of pointers in it. The values are valid only during
   * the call.
   */
  readPointers(
    path: string,
    rows: Rows,
    take: (memory: Uint8Array, at: number, length: number) => void,
  ): void {
    this.#eachPart(rows, MOST_POINTERS, (functions, part) => {
      const { at, length, selection } = part;
      const status = functions.get_dataset_data(this.#id, path, ...selection, BigInt(at));
      if (status < 0) return status;
      try {
        take(functions.HEAPU8, at, length);
      } finally {
        functions.reclaim_vlen_memory_count(this.#id, path, '', BigInt(at), selection[0]);
      }
      return status;
    });
  }

  /** Writes rows of a dataset, which must be large enough. */
  writeRows(path: string, rows: Rows, { buffer, byteOffset }: ArrayBufferView): void {
    this.#eachPart(rows, MOST_AT_ONCE, (functions, part) => {
      const { at, offset, length, selection } = part;
      functions.HEAPU8.set(new Uint8Array(buffer, byteOffset + offset, length), at);
      return functions.set_dataset_data(this.#id, path, ...selection, BigInt(at));
    });
  }

  /** Writes elements of a dataset, which must be large enough. */
  writeBox(path: string, { offset, count }: Box, elements: Elements): void {
    const selection = [count, offset, count.map(() => 1)].map((axes) => axes.map(BigInt));
    const [sizes, places, strides] = selection as Part['selection'];
    this.#withElements(elements, (functions, at) =>
      functions.set_dataset_data(this.#id, path, sizes, places, strides, BigInt(at)),
    );
  }

  /** Lends memory that holds elements. The library reads strings of any length through pointers to them. */
  #withElements(
    { type, bytes, width }: Elements,
    action: (functions: Hdf5Functions, at: number) => number,
  ): void {
    const count = type.vlen ? bytes.length / width : 0;
    this.#withMemory(count * POINTER_BYTES + bytes.length, (functions, at) => {
      const start = at + count * POINTER_BYTES;
      functions.HEAPU8.set(bytes, start);
      const pointers = Uint32Array.from({ length: count }, (_, i) => start + i * width);
      functions.HEAPU8.set(new Uint8Array(pointers.buffer), at);
      return action(functions, at);
    });
  }

  #eachPart(
    { from, count, rowShape, rowBytes }: Rows,
    mostBytes: number,
    action: (functions: Hdf5Functions, part: Part) => number,
  ): void {
    if (count === 0 || rowBytes === 0) return;
    const most = Math.max(1, Math.floor(mostBytes / rowBytes));
    for (let done = 0; done < count; done += most) {
      const rows = Math.min(most, count - done);
      const selection: Part['selection'] = [
        [rows, ...rowShape].map(BigInt),
        [from + done, ...rowShape.map(() => 0)].map(BigInt),
        [1, ...rowShape.map(() => 1)].map(BigInt),
      ];
      const [offset, length] = [done * rowBytes, rows * rowBytes];
      this.#withMemory(length, (functions, at) =>
        action(functions, { at, offset, length, selection }),
      );
    }
  }

  /** Lends memory of the library, which is addressed by a number. */
  #withMemory(bytes: number, action: (functions: Hdf5Functions, at: number) => number): void {
    this.#call((functions) => {
      const at = functions._malloc(bytes);
      if (at === 0) throw new Error(`there are no ${bytes} bytes of memory for it`);
      try {
        return action(functions, at);
      } finally {
        functions._free(at);
      }
    });
  }

  #call<T>(action: (functions: Hdf5Functions) => T): T {
    const result = this.#hdf5.call(action, this.#failure);
    // Negative numbers mean failure throughout the library.
    if ((typeof result === 'number' || typeof result === 'bigint') && result < 0) {
      throw this.#failure('the library gives no reason');
    }
    return result;
  }
}

function elementOf(value: string | number): Elements {
  const isText = typeof value === 'string';
  const text = value || '\0';
  const bytes = isText ? Buffer.from(String(text)) : Buffer.from(Int32Array.of(value).buffer);
  const cset = isText && bytes.length > String(text).length ? UTF8 : ASCII;
  const width = bytes.length;
  const type = { type: isText ? TEXT : INTEGER, size: width, signed: true, cset, vlen: false };
  return { type: { ...type, littleEndian: true }, bytes, width };
}
