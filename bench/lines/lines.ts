import type { Line } from '../table/line.ts';
import { GROWING } from './growing.ts';
import { JOURNALS } from './journals.ts';
import { LANGUAGES } from './languages.ts';
import { MAPPING } from './mapping.ts';
import { MERGES } from './merges.ts';
import { READING } from './reading.ts';
import { RUNS } from './runs.ts';
import { SPACES } from './spaces.ts';
import { STARTING } from './starting.ts';
import { STORES } from './stores.ts';
import { WORKERS } from './workers.ts';

/** All lines of the table, in its order. */
export const LINES: readonly Line[] = [
  ...MAPPING,
  ...WORKERS,
  ...LANGUAGES,
  ...STARTING,
  ...RUNS,
  ...GROWING,
  ...READING,
  ...MERGES,
  ...STORES,
  ...JOURNALS,
  ...SPACES,
];
