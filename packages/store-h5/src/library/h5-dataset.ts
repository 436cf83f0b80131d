import type { ElementType } from '../type/h5-type.ts';

/** A dataset to be created: it is empty, and extendible along the axes of length 0. */
export interface NewDataset {
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly chunks: readonly number[];
  /** Level of gzip; 0 means no compression. */
  readonly compression: number;
}

/** Rows of a dataset: their number, the first row, and the shape and bytes of each. */
export interface Rows {
  readonly from: number;
  readonly count: number;
  readonly rowShape: readonly number[];
  readonly rowBytes: number;
}
