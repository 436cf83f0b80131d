import { setOwnValue } from '@psyrun/columns/internal';
import type { Row } from '@psyrun/core';
import type { Axis } from '../axes/axis.ts';
import { ConstantAxis } from '../axes/constant-axis.ts';
import { requireValues } from '../axes/require-values.ts';
import type { FrozenNode } from '../frozen/format.ts';
import { sameIdentity } from '../identity/identity-hash.ts';
import { IdentityIndex } from '../identity/identity-index.ts';
import { allIndices, NONE, type Finder, type MutableRow, type SpaceNode } from './node.ts';

/** Parameters side by side: row `i` has value `i` of every axis. */
export class ParamNode implements SpaceNode {
  readonly keys: readonly string[];
  readonly length: number;
  readonly depth: number = 0;
  readonly axes: readonly Axis[];

  /** There is an axis for each key, and all axes have this length. */
  constructor(keys: readonly string[], axes: readonly Axis[], length: number) {
    this.keys = keys;
    this.axes = axes;
    this.length = length;
  }

  fill(row: MutableRow, index: number): void {
    for (let i = 0; i < this.keys.length; i++) {
      setOwnValue(row, this.keys[i]!, this.axes[i]!.value(index));
    }
  }

  finder(keys: readonly string[]): Finder {
    const places = new Map(this.keys.map((key, i) => [key, i]));
    const all = keys.map((key) => [key, this.axes[places.get(key)!]!] as const);
    const constants = all.filter(([, axis]) => axis instanceof ConstantAxis);
    const find = this.#varyingFinder(all.filter(([, axis]) => !(axis instanceof ConstantAxis)));
    if (constants.length === 0) return find;
    return (row) =>
      constants.every(([key, axis]) => sameIdentity(row[key], axis.value(0))) ? find(row) : NONE;
  }

  #varyingFinder(axes: readonly (readonly [string, Axis])[]): Finder {
    if (axes.length === 0) {
      const all = allIndices(this.length);
      return () => all;
    }
    const [key, axis] = axes.find(([, { computed }]) => computed) ?? axes[0]!;
    if (axes.length === 1) return (row) => axis.indicesOf(row[key]);
    if (axis.computed) {
      return (row) => axis.indicesOf(row[key]).filter((index) => agrees(axes, row, index));
    }
    const index = new IdentityIndex(
      this.length,
      axes.map(
        ([, each]) =>
          (at) =>
            each.value(at),
      ),
    );
    return (row) => index.indicesOf(axes.map(([name]) => row[name]));
  }

  floatKeys(): readonly string[] {
    return this.keys.filter((_, i) => this.axes[i]!.isFloat);
  }

  freeze(): FrozenNode {
    this.keys.forEach((key, i) => requireValues(this.axes[i]!.given(), key));
    return {
      op: 'param',
      axes: this.keys.map((key, i) => [key, this.axes[i]!.freeze()] as const),
    };
  }
}

function agrees(axes: readonly (readonly [string, Axis])[], row: Row, index: number): boolean {
  return axes.every(([key, axis]) => sameIdentity(axis.value(index), row[key]));
}
