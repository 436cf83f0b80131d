import type {
  Column,
  NdArray,
  NumericArray,
  ParameterSpace,
  PlainValue,
  Scalar,
  Value,
} from '@psyrun/core';

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
    ? PlainValue<V>
    : Given extends NdArray
      ? NdArray | number | bigint
      : PlainValue<Given>;

/**
 * The same type, written with its keys. Editors and declarations show an alias as it stands:
 * `Joined<Joined<…>>`.
 */
type Written<T> = T extends infer Row ? { [K in keyof Row]: Row[K] } : never;

/** The row type of `param(given)`. */
export type ParamRow<Given> = { [K in keyof Given]: ValueOf<Given[K]> } & {};

/** Two rows as one. */
export type Joined<R, S> = Written<{
  [K in keyof R | keyof S]: K extends keyof R ? R[K] : S[K & keyof S];
}>;

/** A row of one space or of the other; a key that one lacks may be NaN. */
export type SumRow<R, S> = Written<{
  [K in keyof R | keyof S]:
    (K extends keyof R ? R[K] : number) | (K extends keyof S ? S[K] : number);
}>;

/** A row of `R` with the keys of `S` where a condition holds, and NaN there elsewhere. */
export type WhenRow<R, S> = Written<{
  [K in keyof R | keyof S]: K extends keyof R ? R[K] : S[K & keyof S] | number;
}>;

/** A value of a parameter, or a sequence of them, that the compiler knows a row to hold. */
export type ParamValue = Value | Column<Value>;

/**
 * The type of `given` in `param(given)`: values that no row can hold do not compile. The compiler
 * knows functions, symbols, undefined, and objects with methods, such as maps.
 */
export type ParamValues<Given> = {
  readonly [K in keyof Given]: [RefusedIn<Given[K]>] extends [never] ? unknown : ParamValue;
};

/** The part of a type that no row can hold; never for `any` and `unknown`. */
type RefusedIn<V> = 0 extends 1 & V
  ? never
  : V extends undefined | symbol | AnyFunction
    ? V
    : V extends string | number | Scalar | bigint | boolean | null | Date | NumericArray | NdArray
      ? never
      : V extends readonly (infer Item)[]
        ? RefusedIn<Item>
        : V extends Column<infer Item>
          ? RefusedIn<Item>
          : V extends object
            ? { [K in keyof V]-?: V[K] extends symbol | AnyFunction ? V : never }[keyof V]
            : never;

type AnyFunction = (...args: never[]) => unknown;

/** True if the compiler knows the keys of a row type. */
type Known<R> = string extends keyof R ? false : true;

/** `unknown` if the row types share no key, else a type that no space has. */
export type Disjoint<R, S> = false extends Known<R> | Known<S>
  ? unknown
  : [keyof R & keyof S] extends [never]
    ? unknown
    : { readonly 'both spaces have the key': keyof R & keyof S };

/** `unknown` if results of this type share no key with a row, else a type that no space has. */
export type NewKeys<R, Result> = string extends keyof R | KeysOfAll<Result>
  ? unknown
  : [keyof R & KeysOfAll<Result>] extends [never]
    ? unknown
    : { readonly 'a result has the key of a parameter': keyof R & KeysOfAll<Result> };

/** The keys of each member of a union. */
type KeysOfAll<T> = T extends unknown ? keyof T : never;

/** `unknown` if `R` has all keys of `S`, else a type that no space has. */
export type KeysWithin<R, S> = false extends Known<R> | Known<S>
  ? unknown
  : [keyof S] extends [keyof R]
    ? unknown
    : { readonly 'the space has no key': Exclude<keyof S, keyof R> };
