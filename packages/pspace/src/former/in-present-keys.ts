import { requireListable } from '../exact-length.ts';
import { ListAxis } from '../axes/list-axis.ts';
import { rowAt, type SpaceNode } from '../nodes/node.ts';
import { paramOf, type Assigned } from '../operators/param.ts';
import { productOf } from '../operators/product.ts';
import type { FormerRows } from './former-rows.ts';
import { presentKeys, presentRow, unitsOf } from './present-row.ts';

/**
 * Returns the rows of an operand as the rows that they count as in a space that says something about
 * former rows. Numbers are compared as they are: an operand does not tell its units.
 */
export function inPresentKeys(operand: SpaceNode, former: FormerRows): SpaceNode {
  const names = presentKeys(operand.keys, former);
  const own = new Set(names);
  if (own.size < names.length) return operand;
  const lacking = Object.entries(former.was).filter(([key]) => !own.has(key));
  const constants = paramOf(new Map(lacking.map(([key, constant]) => [key, { constant }])));
  const isSame = names.every((key, i) => key === operand.keys[i]);
  const renamed =
    isSame && names.length === operand.keys.length ? operand : listed(operand, former);
  return lacking.length === 0 || operand.keys.length === 0
    ? renamed
    : productOf([renamed, constants]);
}

function listed(operand: SpaceNode, former: FormerRows): SpaceNode {
  requireListable(operand.length);
  const columns = new Map(presentKeys(operand.keys, former).map((key) => [key, [] as unknown[]]));
  const units = unitsOf(former);
  for (let i = 0; i < operand.length; i++) {
    const row = presentRow(rowAt(operand, i), former, units);
    if (row !== undefined) for (const [key, column] of columns) column.push(row[key]);
  }
  const axes = Array.from(columns, ([key, column]): [string, Assigned] => [
    key,
    { axis: new ListAxis(column) },
  ]);
  return paramOf(new Map(axes));
}
