import {
  surveyOf,
  surveyTables,
  type PackedTable,
  type TablesSurvey,
} from '@psyrun/columns/internal';
import type { TableReader } from '@psyrun/core';
import { isStorable, StringTypes, type StringType } from './type/h5-strings.ts';

/** The columns of a file before it is written. */
export interface TablesPlan extends TablesSurvey {
  /** The types of the columns of strings. */
  readonly strings: ReadonlyMap<string, StringType>;
}

/** Returns the plan of a file with one table. */
export function planTable(table: PackedTable): TablesPlan {
  const types = new Map<string, StringTypes>();
  addStrings(types, table);
  return { ...surveyOf(table), strings: typesOf(types) };
}

/** Reads tables to plan the file of all of them. Resolves to undefined if they have to be one table first. */
export async function planTables(tables: TableReader): Promise<TablesPlan | undefined> {
  const types = new Map<string, StringTypes>();
  let areStorable = true;
  const survey = await surveyTables(tables, (packed) => {
    // A string that cannot be stored is refused with its row when all rows are one table.
    areStorable &&= [...packed.values()].every(
      ({ kind, data }) => kind !== 'string' || data.every(isStorable),
    );
    addStrings(types, packed);
  });
  return survey && areStorable ? { ...survey, strings: typesOf(types) } : undefined;
}

function addStrings(types: Map<string, StringTypes>, table: PackedTable): void {
  for (const [key, { kind, data }] of table) {
    if (kind !== 'string') continue;
    let type = types.get(key);
    if (type === undefined) types.set(key, (type = new StringTypes()));
    type.add(data);
  }
}

function typesOf(types: ReadonlyMap<string, StringTypes>): Map<string, StringType> {
  return new Map(Array.from(types, ([key, type]) => [key, type.type()]));
}
