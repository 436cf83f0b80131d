import { tableOf } from '@psyrun/columns';
import type { ParameterSpace, Row } from '@psyrun/core';
import { joinedFormer, UNCHANGED } from './former/former-rows.ts';
import { thawFormer } from './former/freeze-former.ts';
import { anyObject, made, members, refused } from './frozen/check.ts';
import type { FrozenSpace } from './frozen/format.ts';
import { thawNode } from './frozen/thaw-node.ts';
import { notASpace } from './operand.ts';
import { fromTable } from './param.ts';
import { Space } from './space.ts';

/**
 * Returns a space as plain data for JSON: its values and operators, not its rows. A huge product
 * takes kilobytes.
 *
 * Every value can be read back exactly, also NaN, infinities, -0, bigints, bytes, dates and typed
 * arrays. The choice of `where` and of the set operators is stored as a set of indices. A space of
 * another class than {@link Space} is stored row by row. Throws `PSYRUN_VALUE` for a value that a
 * row cannot hold.
 *
 * @example
 * ```ts
 * const space = param({ a: range(1000000) }).product(param({ b: linspace(0, 1, 1000000) }));
 * JSON.stringify(freeze(space)).length < 300; // => true
 * thaw(freeze(space)).at(1000001); // => { a: 1, b: 1 / 999999 }
 * ```
 */
export function freeze(space: ParameterSpace): FrozenSpace {
  return asSpace(space).freeze();
}

/**
 * Returns the space of frozen data, with the same rows in the same order.
 *
 * The data may come from anywhere: every member is checked, and no code in it runs. Throws
 * `PSYRUN_FROZEN_SPACE`, naming the place, for data that {@link freeze} does not make.
 *
 * @example
 * ```ts
 * const text = JSON.stringify(freeze(param({ a: [1, NaN] })));
 * thaw(JSON.parse(text)).build(); // => { a: [1, NaN] }
 * ```
 */
export function thaw(data: unknown): Space {
  const { version } = anyObject(data, 'the data');
  const added = version === 2 ? ['former'] : [];
  const { format, space, former } = members(
    data,
    'the data',
    ...['format', 'version', 'space', ...added],
  );
  if (format !== 'psyrun-space') throw refused('format', '"psyrun-space"');
  if (version !== 1 && version !== 2) throw refused('version', '1 or 2');
  const node = thawNode(space, 'space');
  if (version === 1) return new Space(node);
  const { keys } = node;
  return made(
    'former',
    () =>
      new Space(
        node,
        joinedFormer(UNCHANGED, thawFormer(former, 'former'), () => keys),
      ),
  );
}

/**
 * Returns any parameter space as a {@link Space}: itself, or the space that another copy of this
 * package made, or a space of its rows. Throws `PSYRUN_ARGUMENT` for a value that is not a space.
 *
 * @example
 * ```ts
 * const rows = [{ a: 1 }, { a: 2 }];
 * const other = Object.assign(rows, { keys: ['a'], at: (index: number) => rows[index]! });
 * asSpace(other as never).build(); // => { a: [1, 2] }
 * ```
 */
export function asSpace<R extends Row>(space: ParameterSpace<R>): Space<R> {
  if (space instanceof Space) return space as Space<R>;
  if (typeof space !== 'object' || space === null) throw notASpace(space);
  if (isFreezable(space)) return thaw(space.freeze()) as Space<R>;
  if (!Array.isArray(space.keys)) throw notASpace(space);
  return fromTable(tableOf(space, space.keys)) as Space<R>;
}

function isFreezable(space: object): space is { freeze(): unknown } {
  return 'freeze' in space && typeof space.freeze === 'function';
}
