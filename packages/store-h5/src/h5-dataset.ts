import type { ElementType } from './h5-type.ts';

/** A dataset to be made: nothing in it yet, extendible along the axes of length 0. */
export interface NewDataset {
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly chunks: readonly number[];
  /** Level of gzip; 0 is none. */
  readonly compression: number;
}

/** Rows of a dataset: how many from where, and the shape and bytes of each. */
export interface Rows {
  readonly from: number;
  readonly count: number;
  readonly rowShape: readonly number[];
  readonly rowBytes: number;
}
