import type { Column, NdArray, ParameterSpace } from '@psyrun/core';

/**
 * The row type of a space: the type of the argument of a task's `execute`.
 *
 * @example
 * ```ts
 * const space = param({ radius: [0.5, 1], method: 'fast' });
 * const area = ({ radius }: RowOf<typeof space>) => Math.PI * radius ** 2;
 * area({ radius: 1, method: 'fast' }); // => Math.PI
 * ```
 */
export type RowOf<S> = S extends ParameterSpace<infer R> ? R : never;

/** The value that each row of `param({ key: given })` has. */
export type ValueOf<Given> = Given extends string | Uint8Array
  ? Given
  : Given extends Column<infer V>
    ? V
    : Given extends NdArray
      ? NdArray | number | bigint
      : Given;

/** The row type of `param(given)`. */
export type ParamRow<Given> = { [K in keyof Given]: ValueOf<Given[K]> };

/** Two rows as one, shown as one object. */
export type Joined<R, S> = { [K in keyof R | keyof S]: K extends keyof R ? R[K] : S[K & keyof S] };

/** A row of one space or of the other; a key that one lacks may be NaN. */
export type SumRow<R, S> = {
  [K in keyof R | keyof S]:
    (K extends keyof R ? R[K] : number) | (K extends keyof S ? S[K] : number);
};

/** A row of `R` with the keys of `S` where a condition holds, and NaN there elsewhere. */
export type WhenRow<R, S> = {
  [K in keyof R | keyof S]: K extends keyof R ? R[K] : S[K & keyof S] | number;
};

/** True if the compiler knows the keys of a row type. */
type Known<R> = string extends keyof R ? false : true;

/** `unknown` if the row types share no key, else a type that no space has. */
export type Disjoint<R, S> = false extends Known<R> | Known<S>
  ? unknown
  : [keyof R & keyof S] extends [never]
    ? unknown
    : { readonly 'both spaces have the key': keyof R & keyof S };

/** `unknown` if `R` has all keys of `S`, else a type that no space has. */
export type KeysWithin<R, S> = false extends Known<R> | Known<S>
  ? unknown
  : [keyof S] extends [keyof R]
    ? unknown
    : { readonly 'the space has no key': Exclude<keyof S, keyof R> };
