/**
 * The places of the results of a space's rows in journals, and their sizes: twelve bytes for each row of
 * the space.
 *
 * A place is an offset in all journals, one after the other. All places in a journal are noted before the
 * next journal begins.
 *
 * @example
 * ```ts
 * const places = new RowPlaces(2);
 * places.begin('a.journal');
 * places.set(1, 17, 50);
 * places.begin('b.journal');
 * places.set(0, 20, 60);
 * Array.from(places.inFiles([0, 1]), ({ file, offsets }) => [file, ...offsets]);
 * // => [['a.journal', 17], ['b.journal', 20]]
 * ```
 */
export class RowPlaces {
  readonly #places: Float64Array;
  readonly #sizes: Uint32Array;
  readonly #files: { readonly file: string; readonly start: number }[] = [];
  #end = 0;

  constructor(length: number) {
    // The system gives memory to the parts of these arrays that are used.
    this.#places = new Float64Array(length);
    this.#sizes = new Uint32Array(length);
  }

  /** Begins a journal. */
  begin(file: string): void {
    this.#files.push({ file, start: this.#end });
  }

  /** Number of rows of the space. */
  get length(): number {
    return this.#places.length;
  }

  /** Notes that the result of row `index` is at `offset` of the journal that began last. */
  set(index: number, offset: number, size: number): void {
    this.#sizes[index] = size;
    const place = this.#files.at(-1)!.start + offset;
    this.#places[index] = place;
    this.#end = Math.max(this.#end, place + 1);
  }

  /** Returns the number of bytes of the result of row `index`; 0 if it is in no journal. */
  sizeOf(index: number): number {
    return this.#sizes[index]!;
  }

  /**
   * Yields the journals that hold the results of these rows. `rows` are positions in the given list,
   * and `offsets` are those of their results, in ascending order.
   */
  *inFiles(indices: ArrayLike<number>): Generator<RowsInFile> {
    const places = new Float64Array(indices.length);
    const order = new Uint32Array(indices.length);
    for (let i = 0; i < places.length; i++) {
      places[i] = this.#places[indices[i]!]!;
      order[i] = i;
    }
    if (!isAscending(places)) order.sort((a, b) => places[a]! - places[b]!);
    let file = 0;
    for (let from = 0, to = 0; from < order.length; from = to) {
      const first = places[order[from]!]!;
      while (first >= this.#endOf(file)) file++;
      const end = this.#endOf(file);
      while (to < order.length && places[order[to]!]! < end) to++;
      const rows = order.subarray(from, to);
      const { file: name, start } = this.#files[file]!;
      const offsets = new Float64Array(rows.length);
      for (let i = 0; i < rows.length; i++) offsets[i] = places[rows[i]!]! - start;
      yield { file: name, rows, offsets };
    }
  }

  #endOf(file: number): number {
    return this.#files[file + 1]?.start ?? Infinity;
  }
}

/** Some rows whose results are in one journal. */
export interface RowsInFile {
  readonly file: string;
  readonly rows: Uint32Array;
  readonly offsets: Float64Array;
}

function isAscending(numbers: Float64Array): boolean {
  for (let i = 1; i < numbers.length; i++) if (numbers[i]! < numbers[i - 1]!) return false;
  return true;
}
