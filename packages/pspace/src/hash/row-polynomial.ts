import type { Axis } from '../axes/axis.ts';
import { ConstantAxis } from '../axes/constant-axis.ts';
import { ListAxis } from '../axes/list-axis.ts';
import type { SpaceNode } from '../nodes/node.ts';
import { ParamNode } from '../nodes/param-node.ts';
import { ProductNode } from '../nodes/product-node.ts';
import { rowReaders } from '../nodes/row-readers.ts';
import { SliceNode } from '../nodes/slice-node.ts';
import { SubsetNode } from '../nodes/subset-node.ts';
import { SumNode } from '../nodes/sum-node.ts';
import { ZipNode } from '../nodes/zip-node.ts';
import { fromBytes, geometricSum, minus, power, reduce, times } from './field.ts';
import { Horner } from './horner.ts';
import { digestOf, valueWeight } from './value-weight.ts';

/**
 * The maximum number of rows that are read one by one; a larger node is hashed by its structure.
 */
export const COUNTED_ROWS = 2 ** 20;
/** The maximum number of runs of a subset that are read one by one. */
const COUNTED_RUNS = 2 ** 12;
/** The maximum number of values that are read for all runs of a subset together. */
const COUNTED_IN_RUNS = 2 ** 21;

/**
 * Returns the polynomial `w(from) + w(from + 1) x + w(from + 2) x² + …` over the rows up to `to`,
 * modulo a prime. The weight `w` of a row is the sum of the weights of its values.
 *
 * The polynomial depends only on the rows, not on the operators that made them. It is computed by
 * following the operators: a product needs the polynomials of its factors at other points, a sum
 * those of its parts. So the polynomial of 10^12 rows is computed without reading the rows.
 */
export function rowPolynomial(node: SpaceNode, x: bigint, from: number, to: number): bigint {
  if (from >= to) return 0n;
  if (node instanceof ParamNode) return ofParam(node, x, from, to);
  if (node instanceof ProductNode) return ofFactors(node.factors, x, from, to);
  if (node instanceof SumNode) return ofSum(node, x, from, to);
  if (node instanceof SliceNode) {
    return rowPolynomial(node.base, x, node.start + from, node.start + to);
  }
  if (node instanceof ZipNode) {
    return total(node.parts, (part) => rowPolynomial(part, x, from, to));
  }
  if (to - from <= COUNTED_ROWS) return ofRows(node, x, from, to);
  if (node instanceof SubsetNode && hasCountableRuns(node)) return ofRuns(node, x, from, to);
  return ofStructure(JSON.stringify(node.freeze()), x, from, to);
}

function ofParam(node: ParamNode, x: bigint, from: number, to: number): bigint {
  return total(node.keys, (key, i) => ofAxis(node.axes[i]!, key, x, from, to));
}

function ofAxis(axis: Axis, key: string, x: bigint, from: number, to: number): bigint {
  const weight = valueWeight(key);
  if (axis instanceof ConstantAxis) {
    return times(weight(axis.constant), geometricSum(x, to - from));
  }
  if (to - from > COUNTED_ROWS && !(axis instanceof ListAxis)) {
    return ofStructure(JSON.stringify([key, axis.freeze()]), x, from, to);
  }
  const polynomial = new Horner(x);
  for (let i = to - 1; i >= from; i--) weight.addTo(polynomial, axis.value(i));
  return polynomial.value();
}

function ofFactors(factors: readonly SpaceNode[], x: bigint, from: number, to: number): bigint {
  const [first, ...rest] = factors;
  if (rest.length === 0) return rowPolynomial(first!, x, from, to);
  const block = rest.reduce((length, factor) => length * factor.length, 1);
  const firstBlock = Math.floor(from / block);
  const endBlock = Math.ceil(to / block);
  const wholeFrom = Math.ceil(from / block);
  const wholeTo = Math.floor(to / block);
  const inBlock = (at: number, start: number, end: number) =>
    reduce(
      times(rowPolynomial(first!, x, at, at + 1), geometricSum(x, end - start)) +
        ofFactors(rest, x, start, end),
    );
  if (endBlock - firstBlock === 1) {
    return inBlock(firstBlock, from % block, to - firstBlock * block);
  }
  const head = wholeFrom > firstBlock ? inBlock(firstBlock, from % block, block) : 0n;
  const whole = ofBlocks(first!, rest, x, wholeFrom, wholeTo);
  const tail = endBlock > wholeTo ? inBlock(wholeTo, 0, to % block) : 0n;
  return reduce(
    head +
      times(power(x, wholeFrom * block - from), whole) +
      times(power(x, wholeTo * block - from), tail),
  );
}

/** Rows `from` to `to` of the first factor, each with all rows of the other factors. */
function ofBlocks(
  first: SpaceNode,
  rest: readonly SpaceNode[],
  x: bigint,
  from: number,
  to: number,
): bigint {
  // Stryker disable next-line ConditionalExpression,EqualityOperator: only saves time; it is 0 either way.
  if (from >= to) return 0n;
  const block = rest.reduce((length, factor) => length * factor.length, 1);
  const step = power(x, block);
  return reduce(
    times(rowPolynomial(first, step, from, to), geometricSum(x, block)) +
      times(geometricSum(step, to - from), ofFactors(rest, x, 0, block)),
  );
}

function ofSum(node: SumNode, x: bigint, from: number, to: number): bigint {
  const absent = absentWeights(node);
  let sum = 0n;
  // Stryker disable next-line EqualityOperator: no rows of one part more are 0 either way.
  for (let i = node.partAt(from); i < node.parts.length && node.parts[i]!.offset < to; i++) {
    const { node: part, offset } = node.parts[i]!;
    const start = Math.max(from, offset);
    const end = Math.min(to, offset + part.length);
    const inPart = rowPolynomial(part, x, start - offset, end - offset);
    const rows = reduce(inPart + times(absent[i]!, geometricSum(x, end - start)));
    sum = reduce(sum + times(power(x, start - from), rows));
  }
  return sum;
}

const absentOf = new WeakMap<SumNode, readonly bigint[]>();

/** Returns, for each part of a sum, the weight of the missing values of the keys that it lacks. */
function absentWeights(node: SumNode): readonly bigint[] {
  const known = absentOf.get(node);
  // Stryker disable next-line ConditionalExpression: the same weights again, only slower.
  if (known !== undefined) return known;
  const ofKey = new Map(node.keys.map((key) => [key, valueWeight(key)(NaN)]));
  const ofKeys = (keys: readonly string[]) => total(keys, (key) => ofKey.get(key)!);
  const ofAll = ofKeys(node.keys);
  const weights = node.parts.map(({ node: { keys } }) => minus(ofAll, ofKeys(keys)));
  absentOf.set(node, weights);
  return weights;
}

function ofRuns(node: SubsetNode, x: bigint, from: number, to: number): bigint {
  let sum = 0n;
  let before = 0;
  for (const [start, length] of node.keep.runs()) {
    const first = Math.max(from, before);
    const end = Math.min(to, before + length);
    // Stryker disable next-line ConditionalExpression,EqualityOperator: only saves time; no rows are 0.
    if (first < end) {
      const shift = start - before;
      const run = rowPolynomial(node.base, x, first + shift, end + shift);
      sum = reduce(sum + times(power(x, first - from), run));
    }
    before += length;
  }
  return sum;
}

/** True if reading all runs of a subset takes no more than seconds. */
function hasCountableRuns({ base, keep }: SubsetNode): boolean {
  const most = valuesOf(base);
  let runs = 0;
  let values = 0;
  for (const [, length] of keep.runs()) {
    values += Math.min(length, most);
    if (++runs > COUNTED_RUNS || values > COUNTED_IN_RUNS) return false;
  }
  return true;
}

/** Returns an upper bound of the number of values that the polynomial of all rows reads. */
function valuesOf(node: SpaceNode): number {
  if (!(node instanceof ProductNode)) return node.length;
  return node.factors.reduce((sum, factor) => sum + valuesOf(factor), 0);
}

function ofRows(node: SpaceNode, x: bigint, from: number, to: number): bigint {
  const weights = node.keys.map(valueWeight);
  const readers = rowReaders(node, node.keys);
  let sum = 0n;
  for (let i = to - 1; i >= from; i--) {
    sum = times(sum, x);
    for (let k = 0; k < readers.length; k++) sum = reduce(sum + weights[k]!(readers[k]!(i)));
  }
  return sum;
}

function ofStructure(structure: string, x: bigint, from: number, to: number): bigint {
  return fromBytes(digestOf(`structure\n${x}\n${from}\n${to}\n${structure}`));
}

function total<T>(items: readonly T[], value: (item: T, index: number) => bigint): bigint {
  return items.reduce((sum, item, index) => reduce(sum + value(item, index)), 0n);
}
