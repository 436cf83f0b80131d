import type { ParameterSpace } from '@psyrun/core';
import { asSpace } from '@psyrun/pspace';
import { binsOf, findRule, ruleText, spaceAxis, type PageRule } from '@psyrun/report';
import { ROW_MISSING, type RowStates } from '@psyrun/run';

/** Most rows that are compared. Of a larger space every n-th row is taken. */
const MOST_ROWS = 50_000;
/** Most ranges of a parameter. */
const MOST_BINS = 16;
/** Fewest rows that a rule is looked for. */
const FEWEST = 5;

/** Returns the rule that explains some failed rows, in order, if there is one. */
export function pageRule(
  failed: readonly number[],
  space: ParameterSpace,
  states: RowStates,
): PageRule | undefined {
  if (failed.length < FEWEST) return undefined;
  const step = Math.ceil(space.length / MOST_ROWS);
  const evaluated: number[] = [];
  for (let i = 0; i < space.length; i += step) if (states.at(i) !== ROW_MISSING) evaluated.push(i);
  const isIn = new Set(failed);
  const frozen = asSpace(space).freeze();
  const axes = space.keys.map((key) => binsOf(spaceAxis(frozen, key, evaluated), MOST_BINS));
  const rule = findRule(
    axes,
    Uint8Array.from(evaluated, (row) => Number(isIn.has(row))),
  );
  return rule && { conditions: ruleText(rule), rows: rule.rows, failed: rule.failed };
}
