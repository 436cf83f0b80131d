import { members, anyObject, list, refused, text, thawBytes, thawValue } from '../frozen/check.ts';
import { arrayBytes, arrayFromBytes, toBase64 } from '@psyrun/columns/internal';
import type { FrozenFormer } from '../frozen/format.ts';
import { freezeValue } from '../frozen/freeze-value.ts';
import type { Conversion } from './conversion.ts';
import type { FormerRows } from './former-rows.ts';

/** Returns what a space says about former rows as data. Conversions are their numbers, not functions. */
export function freezeFormer({ was, renamed, dropped, converted }: FormerRows): FrozenFormer {
  const values = (row: FormerRows['was']) =>
    Object.entries(row).map(([key, value]) => [key, freezeValue(value)] as const);
  return {
    was: values(was),
    renamed: Object.entries(renamed),
    dropped: values(dropped),
    converted: Object.entries(converted).map(([key, { from, to, former, present }]) => ({
      key,
      from,
      to,
      former: toBase64(arrayBytes(former)),
      present: toBase64(arrayBytes(present)),
    })),
  };
}

/** Returns what frozen data says about former rows; throws `PSYRUN_FROZEN_SPACE`. */
export function thawFormer(frozen: unknown, place: string): FormerRows {
  const names = ['was', 'renamed', 'dropped', 'converted'] as const;
  const { was, renamed, dropped, converted } = members(frozen, place, ...names);
  return {
    was: record(list(was, `${place}.was`, thawEntry)),
    renamed: record(
      list(renamed, `${place}.renamed`, (item, at): [string, string] => {
        const [key, name] = pair(item, at);
        return [text(key, at), text(name, at)];
      }),
    ),
    dropped: record(list(dropped, `${place}.dropped`, thawEntry)),
    converted: record(list(converted, `${place}.converted`, thawConversion)),
  };
}

function thawEntry(item: unknown, place: string): [string, unknown] {
  const [key, value] = pair(item, place);
  return [text(key, place), thawValue(value, place)];
}

function thawConversion(item: unknown, place: string): [string, Conversion] {
  anyObject(item, place);
  const { key, ...rest } = members(item, place, 'key', 'from', 'to', 'former', 'present');
  const former = numbers(rest['former'], `${place}.former`);
  const present = numbers(rest['present'], `${place}.present`);
  if (former.length !== present.length) throw refused(place, 'as many former as present numbers');
  if (former.some((number, i) => i > 0 && !(number > former[i - 1]!)))
    throw refused(`${place}.former`, 'ascending numbers');
  const [from, to] = [text(rest['from'], `${place}.from`), text(rest['to'], `${place}.to`)];
  return [text(key, `${place}.key`), { from, to, former, present }];
}

function numbers(value: unknown, place: string): Float64Array {
  const array = arrayFromBytes('float64', thawBytes(value, place));
  if (array === undefined) throw refused(place, 'numbers of 8 bytes each');
  return array as Float64Array;
}

function pair(item: unknown, place: string): unknown[] {
  const items = list(item, place, (one) => one);
  if (items.length !== 2) throw refused(place, 'a key and a value');
  return items;
}

/** Returns entries as an object that can also have a key `__proto__`. */
function record<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries(entries);
}
