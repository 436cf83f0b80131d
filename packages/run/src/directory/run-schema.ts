import * as v from 'valibot';
import type { FrozenSpace } from '@psyrun/pspace';
import { isRanges, type Range } from '@psyrun/pspace/internal';
import { FINGERPRINT } from '../fingerprint/fingerprint-schema.ts';
import { hasItsSpace } from './has-its-space.ts';
import type { RunDescription } from './run-description.ts';

const COUNT = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const TEXTS = v.record(v.string(), v.string());

/** The number of a generation. The first is 1. */
export const GENERATION = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** Ranges of row indices. The custom schema is fast, because there can be millions of them. */
export const RANGES = v.custom<readonly Range[]>(isRanges, 'expected ascending ranges of rows');

const MEMBERS: v.GenericSchema<unknown, RunDescription> = v.strictObject({
  task: v.string(),
  generation: GENERATION,
  fingerprint: FINGERPRINT,
  sources: TEXTS,
  space: v.strictObject({
    hash: v.string(),
    length: COUNT,
    keys: v.array(v.string()),
    frozen: v.custom<FrozenSpace>((value) => typeof value === 'object', 'expected a frozen space'),
  }),
  todo: RANGES,
  again: v.exactOptional(RANGES),
  part: v.exactOptional(RANGES),
  source: v.exactOptional(v.string()),
  maxJobs: COUNT,
  minItems: COUNT,
  excludeFromResult: v.array(v.string()),
  resultfile: v.string(),
  store: v.strictObject({ module: v.string(), export: v.string(), options: v.unknown() }),
  scheduler: v.string(),
  tellsIntegers: v.exactOptional(v.literal(true)),
  created: v.pipe(v.string(), v.isoTimestamp()),
  versions: TEXTS,
  git: v.nullable(v.strictObject({ commit: v.string(), dirty: v.boolean() })),
});

/** The schema of `run.json`. `thaw` checks the frozen space. */
export const RUN: v.GenericSchema<unknown, RunDescription> = v.pipe(
  MEMBERS,
  v.check(
    ({ space, fingerprint }) => space.hash === fingerprint.space,
    'its space is not that of its fingerprint',
  ),
);

/** The schema of version 1. It has no checksum, so the rows are compared with the hash of the space. */
export const FIRST_RUN: v.GenericSchema<unknown, RunDescription> = v.pipe(
  RUN,
  v.check(({ space }) => hasItsSpace(space), 'the rows of its space are not those of space.hash'),
);
