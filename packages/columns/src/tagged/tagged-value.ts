import type { Dtype } from '../array/dtype.ts';

/**
 * A value as JSON. JSON's own scalars stand for themselves, lists are lists, and everything else is
 * an object whose member `$` names its kind. `Bytes` are the members that say where the bytes of an
 * array are.
 */
export type TaggedValue<Bytes = { readonly v: string }> =
  | null
  | boolean
  | number
  | string
  | readonly TaggedValue<Bytes>[]
  | { readonly $: 'number'; readonly v: 'NaN' | 'Infinity' | '-Infinity' | '-0' }
  | { readonly $: 'bigint'; readonly v: string }
  | { readonly $: 'date'; readonly v: number }
  | { readonly $: 'scalar'; readonly dtype: Dtype; readonly v: TaggedValue<Bytes> }
  | ({ readonly $: 'bytes' | ArrayKind } & Bytes)
  | { readonly $: 'ndarray'; readonly shape: readonly number[]; readonly data: TaggedValue<Bytes> }
  | { readonly $: 'object'; readonly v: readonly (readonly [string, TaggedValue<Bytes>])[] };

/** The element type of a typed array. Its bytes are little-endian. */
export type ArrayKind = Dtype | 'uint8clamped';
