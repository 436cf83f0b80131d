import { arrayFromBytes } from '@psyrun/columns/internal';
import type { NumericArray } from '@psyrun/core';
import type { Axis } from '../axes/axis.ts';
import { BUILDERS } from '../axes/builders.ts';
import { listAxis, ListAxis } from '../axes/list-axis.ts';
import type { Assigned } from '../operators/param.ts';
import { anyObject, list, made, members, refused, text, thawBytes, thawValue } from './check.ts';

/** Returns the axis of a frozen one; throws `PSYRUN_FROZEN_SPACE`. */
export function thawAxis(frozen: unknown, place: string): Assigned {
  const [form, content] = Object.entries(anyObject(frozen, place))[0] ?? [];
  if (form === 'builder') return { axis: thawBuilder(frozen, place) };
  members(frozen, place, form ?? 'list');
  const at = `${place}.${form}`;
  switch (form) {
    case 'constant':
      return { constant: thawValue(content, at) };
    case 'list':
      return { axis: listAxis(list(content, at, thawItem)) };
    case 'numbers':
      return { axis: new ListAxis([...arrayOf('float64', content, at)]) };
    case 'typed':
      return { axis: new ListAxis(thawTyped(content, at)) };
    default:
      throw refused(place, 'a constant, a list, numbers, a typed array or a builder');
  }
}

function thawItem(item: unknown, place: string): unknown {
  return thawValue(item, place);
}

function thawTyped(frozen: unknown, place: string): ArrayLike<unknown> {
  const { $, v } = members(frozen, place, '$', 'v');
  return arrayOf(text($, `${place}.$`), v, `${place}.v`);
}

function arrayOf(kind: string, base64: unknown, place: string): NumericArray {
  const array = arrayFromBytes(kind, thawBytes(base64, place));
  if (array) return array;
  throw refused(place, 'whole elements of a known type');
}

function thawBuilder(frozen: unknown, place: string): Axis {
  const { builder, args } = members(frozen, place, 'builder', 'args');
  const make = BUILDERS.get(text(builder, `${place}.builder`));
  if (!make) throw refused(`${place}.builder`, `one of ${[...BUILDERS.keys()].join(', ')}`);
  const values = list(args, `${place}.args`, thawItem);
  return made(place, () => make(...(values as never[])));
}
