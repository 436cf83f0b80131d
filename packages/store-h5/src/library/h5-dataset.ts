import type { ElementType } from '../type/h5-type.ts';

/** A dataset to be created: it is empty, and extendible along the axes of length 0. */
export interface NewDataset {
  readonly type: ElementType;
  readonly shape: readonly number[];
  /** The largest shape; if it is left out, axes of length 0 have no limit. */
  readonly largestShape?: readonly number[];
  readonly chunks: readonly number[];
  /** Level of gzip; 0 means no compression. */
  readonly compression: number;
}

/** Elements as bytes. Those of strings of any length have a width of their own and end with NUL. */
export interface Elements {
  readonly type: ElementType;
  readonly bytes: Uint8Array;
  /** The number of bytes of each element. */
  readonly width: number;
}

/** A part of a dataset: a range of each axis. */
export interface Box {
  readonly offset: readonly number[];
  readonly count: readonly number[];
}

/** Rows of a dataset: their number, the first row, and the shape and bytes of each. */
export interface Rows {
  readonly from: number;
  readonly count: number;
  readonly rowShape: readonly number[];
  readonly rowBytes: number;
}
