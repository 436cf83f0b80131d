import { isPlainObject, isWellFormed, ROW_FAILURE_CLASSES } from '@psyrun/core';
import type { TaskSettings } from './settings.ts';

/** The valid values of a setting: a test and a description. */
export interface SettingRule {
  /** The description, as the rest of the sentence "it has to be …". */
  readonly expected: string;
  /** True if a value is valid. */
  readonly accepts: (value: unknown) => boolean;
}

const text: SettingRule = {
  expected: 'a string of whole characters that is not empty',
  accepts: (value) => isText(value) && value !== '',
};
const texts: SettingRule = {
  expected: 'a list of strings of whole characters',
  accepts: (value) => Array.isArray(value) && value.every(isText),
};
const count: SettingRule = {
  expected: 'an integer of at least 1',
  accepts: (value) => Number.isSafeInteger(value) && (value as number) >= 1,
};
const countOrNone: SettingRule = {
  expected: 'an integer of at least 0',
  accepts: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
};
const flag: SettingRule = {
  expected: 'true or false',
  accepts: (value) => typeof value === 'boolean',
};
const procedure: SettingRule = {
  expected: 'a function',
  accepts: (value) => typeof value === 'function',
};

/** The settings of a task and the rule for each. */
export const SETTINGS: Readonly<Record<keyof TaskSettings, SettingRule>> = {
  name: {
    expected: 'a string of whole characters without slashes, colons and control characters',
    accepts: (value) => isText(value) && /^[^/:\\\p{Cc}]+$/u.test(value) && !/^\.+$/.test(value),
  },
  pspace: {
    expected: 'a parameter space, as param({ … }) makes it',
    accepts: (value) => has(value, 'keys', 'length', 'at') && !Array.isArray(value),
  },
  evaluator: {
    expected: "a function in another language, such as python('./model.py', 'simulate')",
    accepts: (value) => has(value, 'locate') || has(value, 'program'),
  },
  execute: procedure,
  setup: procedure,
  after: texts,
  allowEmpty: flag,
  backend: {
    expected: 'the name of a backend or its class',
    accepts: (value) => text.accepts(value) || procedure.accepts(value),
  },
  concurrency: count,
  excludeFromResult: texts,
  fileDep: texts,
  maxJobs: count,
  memoryPerWorker: count,
  minItems: count,
  node: text,
  overwriteDirty: flag,
  poolSize: count,
  rerunForPackages: flag,
  reuse: {
    expected:
      "a list of names of tasks and of paths with a slash, or of { from: 'circle', code: '…' } with at least 8 digits of a digest",
    accepts: (value) => Array.isArray(value) && value.every(isRowSource),
  },
  resultfile: text,
  retries: {
    expected: `${countOrNone.expected}, or such integers by the class of the failure: ${ROW_FAILURE_CLASSES.join(', ')}`,
    accepts: (value) => countOrNone.accepts(value) || isByClass(value),
  },
  rowsPerWorker: count,
  scheduler: {
    expected: 'the name of a scheduler or an object such as new ImmediateRun()',
    accepts: (value) => text.accepts(value) || has(value, 'submit', 'getStatus'),
  },
  schedulerArgs: {
    expected: 'an object of arguments by name',
    accepts: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  },
  store: {
    expected: 'the suffix of a store or an object such as new PickleStore()',
    accepts: (value) => text.accepts(value) || has(value, 'save', 'load', 'ext'),
  },
  timeout: {
    expected: 'a number of milliseconds above 0',
    accepts: (value) => typeof value === 'number' && value > 0 && value < 2 ** 31,
  },
  workdir: text,
};

function isRowSource(value: unknown): boolean {
  if (text.accepts(value)) return true;
  if (!has(value, 'from')) return false;
  const { from, code = '00000000', ...others } = value as Record<string, unknown>;
  const isDigest = typeof code === 'string' && /^[0-9a-f]{8,64}$/.test(code);
  return text.accepts(from) && isDigest && Object.keys(others).length === 0;
}

/** True for a string without halves of characters, which the name of a file cannot have. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && isWellFormed(value);
}

/** True for an object whose keys are classes of failures of rows, and whose values are integers of at least 0. */
function isByClass(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !isPlainObject(value)) return false;
  return Object.entries(value).every(
    ([key, most]) =>
      ROW_FAILURE_CLASSES.some((known) => known === key) && countOrNone.accepts(most),
  );
}

function has(value: unknown, ...members: string[]): boolean {
  return typeof value === 'object' && value !== null && members.every((member) => member in value);
}
