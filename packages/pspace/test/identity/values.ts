import fc from 'fast-check';

/** A NaN of other bits than those of `NaN`. */
export const OTHER_NAN = new Float64Array(BigUint64Array.of(0x7ff8000000000001n).buffer)[0]!;

/** Values of all kinds, some of which are equal. */
export const value = fc.oneof(
  fc.constantFrom<unknown>(0, -0, 1, 1n, NaN, Infinity, '', '1', true, false, null),
  fc.constantFrom<unknown>(1e21, 10n ** 21n, 2 ** 53, 2n ** 53n + 1n, 0.1, [1], [1n], ['1'], []),
  fc.constantFrom<unknown>(Float32Array.of(1), { a: 1, b: 2 }, { b: 2n, a: 1 }, new Date(1)),
  fc.constantFrom<unknown>(Uint8Array.of(1), { shape: [1], data: Int8Array.of(1) }),
  fc.constantFrom<unknown>({ shape: [], data: Int8Array.of(1) }, [7], OTHER_NAN),
  fc.double(),
  fc.string(),
);

/** Strings that have the same hash, found among the square roots of integers. */
export const COLLIDING_TEXTS = [
  ['51.884487084291386', '161.5456591803073'],
  ['169.9382240698072', '252.03372790164414'],
  ['288.6589683346076', '303.87826509969415'],
] as const;

/** Pairs of numbers that have the same hash as tuples, found by trying. */
export const COLLIDING_TUPLES = [
  [
    [510, 208],
    [257, 251],
  ],
  [
    [367, 90],
    [268, 288],
  ],
] as const;
