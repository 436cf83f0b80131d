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

/** The rows that count as rows of the space: see {@link Space.was} and the operators beside it. */
export interface FrozenFormer {
  readonly was: readonly (readonly [string, FrozenValue])[];
  readonly renamed: readonly (readonly [string, string])[];
  readonly dropped: readonly (readonly [string, FrozenValue])[];
  /** Numbers that correspond to each other, as the little-endian bytes of float64 in base64. */
  readonly converted: readonly {
    readonly key: string;
    readonly from: string;
    readonly to: string;
    readonly former: string;
    readonly present: string;
  }[];
}

/**
 * A space as plain data for JSON: its values and operators, not its rows.
 *
 * A changed format gets a new version; old versions can still be read. Version 2 has `former`. A space that
 * says nothing about former rows has version 1, which every psyrun reads.
 */
export type FrozenSpace =
  | { readonly format: 'psyrun-space'; readonly version: 1; readonly space: FrozenNode }
  | {
      readonly format: 'psyrun-space';
      readonly version: 2;
      readonly space: FrozenNode;
      readonly former: FrozenFormer;
    };
