import type { TaggedValue } from '@psyrun/columns/internal';

/** A value as JSON. The bytes of arrays are in base64. */
export type FrozenValue = TaggedValue;

/** The values of one parameter. */
export type FrozenAxis =
  | { readonly constant: FrozenValue }
  | { readonly list: readonly FrozenValue[] }
  /** Numbers as the little-endian bytes of float64 in base64. */
  | { readonly numbers: string }
  | { readonly typed: FrozenValue }
  /** The name of a builder and its arguments. */
  | { readonly builder: string; readonly args: readonly FrozenValue[] };

/** Indices below `universe`, in the shorter of two forms; both are base64. */
export type FrozenIndexSet =
  /** Alternating lengths of gaps and runs as LEB128 numbers. */
  | { readonly universe: number; readonly runs: string }
  /** One bit for each index, the lowest bit of the first byte first, padded to whole 32-bit words. */
  | { readonly universe: number; readonly bits: string };

/** A node of a frozen space. */
export type FrozenNode =
  | { readonly op: 'param'; readonly axes: readonly (readonly [string, FrozenAxis])[] }
  | { readonly op: 'product'; readonly factors: readonly FrozenNode[] }
  | { readonly op: 'sum'; readonly parts: readonly FrozenNode[] }
  | { readonly op: 'zip'; readonly parts: readonly FrozenNode[] }
  | { readonly op: 'subset'; readonly of: FrozenNode; readonly keep: FrozenIndexSet }
  | {
      readonly op: 'slice';
      readonly of: FrozenNode;
      readonly start: number;
      readonly length: number;
    }
  | { readonly op: 'shuffle'; readonly of: FrozenNode; readonly seed: number | string }
  | {
      readonly op: 'when';
      readonly of: FrozenNode;
      readonly matches: FrozenIndexSet;
      readonly then: FrozenNode;
    };

/** Version of the format. A changed format gets a new number; old formats can still be read. */
export const FROZEN_VERSION = 1;

/** A space as plain data for JSON: its values and operators, not its rows. */
export interface FrozenSpace {
  readonly format: 'psyrun-space';
  readonly version: typeof FROZEN_VERSION;
  readonly space: FrozenNode;
}
