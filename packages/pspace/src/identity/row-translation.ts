import type { ParameterSpace } from '@psyrun/core';
import { LONGEST_LIST } from '../exact-length.ts';
import { isFormer } from '../former/is-former.ts';
import type { FormerRows } from '../former/former-rows.ts';
import { presentKeys, presentRow, unitsOf, type Units } from '../former/present-row.ts';
import { asSpace } from '../freeze.ts';
import { rowAt, type SpaceNode } from '../nodes/node.ts';
import { ProductNode } from '../nodes/product-node.ts';
import { rowReaders } from '../nodes/row-readers.ts';
import { productOf } from '../operators/product.ts';
import { IdentityIndex } from './identity-index.ts';

/** Stands for a row that the other space lacks. */
const ABSENT = -1;

/** Returns the index of a row in another space; undefined if that space lacks it. */
export type RowTranslation = (index: number) => number | undefined;

/** Factors of two products that have the same keys. The other factors have none of them. */
interface Block {
  /** Positions of factors. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/**
 * Returns how former rows are found in a space, with what it says about them, in blocks of factors: it takes
 * time and memory in proportion to the factors, not to the rows. Any other space is a product of one factor.
 * `units` are those of the former rows.
 *
 * Returns undefined if the keys do not allow that they are former rows, if rows of `to` are equal, or if factors
 * that have to be looked at together have more than 2^26 rows.
 *
 * @example
 * ```ts
 * const from = param({ a: [1, 2] }).product(param({ b: [5, 6] }));
 * const to = param({ c: [0, 1] }).was({ c: 1 }).product(param({ b: [6, 5] })).product(param({ a: [1, 2] }));
 * [0, 1, 2, 3].map(rowTranslation(from, to)!); // => [6, 4, 7, 5]
 * ```
 */
export function rowTranslation(
  from: ParameterSpace,
  to: ParameterSpace,
  units: Units = unitsOf(asSpace(from).former),
): RowTranslation | undefined {
  const { node, former, keys } = asSpace(to);
  if (!isFormer(from.keys, { keys, former })) return undefined;
  const before = factorsOf(asSpace(from).node);
  const now = factorsOf(node);
  const tables: Int32Array[] = [];
  const blocks = blocksOf(
    before.map((factor) => presentKeys(factor.keys, former)),
    now.map((factor) => factor.keys),
  );
  for (const block of blocks) {
    const table = tableOf(factorsAt(before, block.from), factorsAt(now, block.to), former, units);
    if (table === undefined) return undefined;
    tables.push(table);
  }
  return translation(blocks, tables, before, now);
}

/** Groups factors, given by their keys, so that no key is in two groups. */
function blocksOf(
  before: readonly (readonly string[])[],
  now: readonly (readonly string[])[],
): Block[] {
  let blocks: (Block & { readonly keys: ReadonlySet<string> })[] = now.map((keys, i) => ({
    from: [],
    to: [i],
    keys: new Set(keys),
  }));
  before.forEach((keys, i) => {
    const touched = blocks.filter((block) => keys.some((key) => block.keys.has(key)));
    const joined = {
      from: [...touched.flatMap(({ from }) => from), i],
      to: touched.flatMap(({ to }) => to),
      keys: new Set(touched.flatMap((block) => [...block.keys])),
    };
    blocks = [...blocks.filter((block) => !touched.includes(block)), joined];
  });
  return blocks;
}

function factorsOf(node: SpaceNode): readonly SpaceNode[] {
  return node instanceof ProductNode ? node.factors : [node];
}

function factorsAt(factors: readonly SpaceNode[], at: readonly number[]): SpaceNode[] {
  return at.map((i) => factors[i]!);
}

/**
 * Returns the place of each former row of a block in the present rows of the block; undefined if present rows
 * are equal, or if there are too many of them.
 */
function tableOf(
  before: readonly SpaceNode[],
  now: readonly SpaceNode[],
  former: FormerRows,
  units: Units,
): Int32Array | undefined {
  const [length, from] = combined(before);
  const [presentLength, to] = combined(now);
  if (length > LONGEST_LIST || presentLength > LONGEST_LIST) return undefined;
  const index = new IdentityIndex(presentLength, rowReaders(to, to.keys));
  if (!index.areDistinct) return undefined;
  const table = new Int32Array(length);
  for (let i = 0; i < length; i++) {
    const row = presentRow(before.length === 0 ? {} : rowAt(from, i), former, units);
    const tuple = row && to.keys.map((key) => (Object.hasOwn(row, key) ? row : former.was)[key]);
    table[i] = (tuple && index.firstOf(tuple)) ?? ABSENT;
  }
  return table;
}

/** Returns the number of rows of some factors, which is 1 for none, and their product. */
function combined(factors: readonly SpaceNode[]): [number, SpaceNode] {
  const length = factors.reduce((product, factor) => product * factor.length, 1);
  return [length, productOf(length > LONGEST_LIST ? [] : factors)];
}

/** Where the digits of an index are: the position of a factor in its block and in its product. */
interface Digit {
  readonly block: number;
  readonly length: number;
  readonly inBlock: number;
  readonly inProduct: number;
}

function translation(
  blocks: readonly Block[],
  tables: readonly Int32Array[],
  before: readonly SpaceNode[],
  now: readonly SpaceNode[],
): RowTranslation {
  const digits = digitsOf(
    blocks.map(({ from }) => from),
    before,
  );
  const presentDigits = digitsOf(
    blocks.map(({ to }) => to),
    now,
  );
  const places = new Float64Array(blocks.length);
  return (index) => {
    places.fill(0);
    for (const { block, length, inBlock, inProduct } of digits) {
      places[block]! += (Math.floor(index / inProduct) % length) * inBlock;
    }
    for (let block = 0; block < places.length; block++) {
      const place = tables[block]![places[block]!]!;
      if (place === ABSENT) return undefined;
      places[block] = place;
    }
    let found = 0;
    for (const { block, length, inBlock, inProduct } of presentDigits) {
      found += (Math.floor(places[block]! / inBlock) % length) * inProduct;
    }
    return found;
  };
}

function digitsOf(blocks: readonly (readonly number[])[], factors: readonly SpaceNode[]): Digit[] {
  const strides = stridesOf(factors);
  return blocks.flatMap((at, block) => {
    const inBlock = stridesOf(factorsAt(factors, at));
    return at.map((factor, i) => ({
      block,
      length: factors[factor]!.length,
      inBlock: inBlock[i]!,
      inProduct: strides[factor]!,
    }));
  });
}

/** Returns the number of rows that follow one row of each factor. */
function stridesOf(factors: readonly SpaceNode[]): number[] {
  return factors.map((_, i) => factors.slice(i + 1).reduce((rows, { length }) => rows * length, 1));
}
