/** The content of a file of a store, as far as that is known before its rows are read. */
export interface FileContent {
  /** The kind of file, for people: `NumPy archive (.npz)`. */
  readonly kind: string;
  /** The size of the file in bytes. */
  readonly bytes: number;
  /** The number of rows; undefined if columns differ in it, or if it is not known. */
  readonly rows?: number;
  /** The columns, in the order of the file. */
  readonly columns: readonly ColumnContent[];
  /** The parts of the file that are not columns. They make `load` of the whole file fail. */
  readonly others: readonly OtherContent[];
}

/** One column of a file. */
export interface ColumnContent {
  readonly key: string;
  /**
   * The type of its values: NumPy's name if that has one (`int64`, `float64`, `bool`, `complex128`),
   * `str`, `bytes` and `datetime64` without their width and unit, or else the kind of the values
   * (`list`, `object`, `mixed`).
   */
  readonly dtype: string;
  /** The length of each axis. The first axis is the row. */
  readonly shape: readonly number[];
  /** The number of bytes that type and shape promise; only of values of one size. */
  readonly promised?: number;
  /** The number of bytes that the file has for it, which are fewer if they are compressed. */
  readonly present?: number;
  /** Why the column cannot be read, as a sentence; undefined if nothing speaks against it. */
  readonly problem?: string;
}

/** A part of a file that is not a column. */
export interface OtherContent {
  readonly name: string;
  /** Why it is not a column, as a sentence. */
  readonly reason: string;
}
