import { PsyrunError } from '@psyrun/core';
import type { Axis } from '../axes/axis.ts';
import { ConstantAxis } from '../axes/constant-axis.ts';
import type { SpaceNode } from '../nodes/node.ts';
import { ParamNode } from '../nodes/param-node.ts';

/** The argument for one parameter: values, or one value for all rows. */
export type Assigned = { readonly axis: Axis } | { readonly constant: unknown };

/**
 * Combines parameters side by side; constants are repeated to the length of the axes. Constants
 * alone make one row; no parameters make no rows.
 *
 * Throws `PSYRUN_LENGTHS_DIFFER`, naming the keys, and `PSYRUN_ARGUMENT` for two random axes with
 * the same draws.
 */
export function paramOf(parameters: ReadonlyMap<string, Assigned>): SpaceNode {
  const length = commonLength(parameters);
  const axes = new Map<string, Axis>();
  for (const [key, assigned] of parameters) {
    const axis = 'axis' in assigned ? assigned.axis : new ConstantAxis(assigned.constant, length);
    axes.set(key, axis);
  }
  refuseSameDraws(axes);
  return new ParamNode([...axes.keys()], [...axes.values()], length);
}

/** Two axes with the same draws would be one variable, which is always a mistake. */
function refuseSameDraws(axes: ReadonlyMap<string, Axis>): void {
  const keyOf = new Map<string, string>();
  for (const [key, { source }] of axes) {
    const other = source === undefined ? undefined : keyOf.get(source);
    if (other !== undefined) {
      throw new PsyrunError(
        'PSYRUN_ARGUMENT',
        `${JSON.stringify(other)} and ${JSON.stringify(key)} would have the same draws: ${source} for both.`,
        { hint: 'Give each its own seed, such as its name.', fields: { keys: [other, key] } },
      );
    }
    if (source !== undefined) keyOf.set(source, key);
  }
}

function commonLength(parameters: ReadonlyMap<string, Assigned>): number {
  const lengths = [...parameters].flatMap(([key, assigned]) =>
    'axis' in assigned ? [[key, assigned.axis.length] as const] : [],
  );
  const [first, ...others] = lengths;
  if (first === undefined) return parameters.size > 0 ? 1 : 0;
  const other = others.find(([, length]) => length !== first[1]);
  if (other === undefined) return first[1];
  throw new PsyrunError(
    'PSYRUN_LENGTHS_DIFFER',
    `${JSON.stringify(first[0])} has ${first[1]} values and ${JSON.stringify(other[0])} has ${other[1]}.`,
    {
      hint: 'Parameters of one param() go side by side; for all combinations use product().',
      fields: { keys: [first[0], other[0]], lengths: [first[1], other[1]] },
    },
  );
}
