import { describe, expect, test } from '@jest/globals';
import type { PsyrunError } from '@psyrun/core';
import { commandOptions, type OptionTable } from '../src/command-options.ts';
import { count, text, toggle } from '../src/option-values.ts';

const table: OptionTable = {
  timelimit: { flag: '-r', value: text, required: true },
  memory: { flag: '--mpp', value: text },
  nCpus: { flag: '-n', value: count },
  exclusive: { flag: '--exclusive', value: toggle },
};
const options = (args: Record<string, unknown>) =>
  commandOptions(table, { timelimit: '1h', ...args }, 'circle:split');
const refused = (args: Record<string, unknown>): PsyrunError => {
  try {
    options(args);
  } catch (error) {
    return error as PsyrunError;
  }
  throw new Error('Nothing was refused.');
};

test('a short option is followed by its value, a long one is joined to it, in the given order', () => {
  expect(options({ nCpus: 4, memory: '1 G', exclusive: true })).toEqual([
    ...['-r', '1h'],
    ...['-n', '4'],
    '--mpp=1 G',
    '--exclusive',
  ]);
});

test('a function is called with the full name of the job', () => {
  expect(options({ memory: (job: string) => `for ${job}` })).toContain('--mpp=for circle:split');
});

test('null, undefined and false leave an option out, also from a function', () => {
  const args = { memory: null, nCpus: undefined, exclusive: () => false };
  expect(options(args)).toEqual(['-r', '1h']);
});

describe('refuses with a code and a hint', () => {
  test('an unknown argument names the nearest known one', () => {
    expect(refused({ n_cpu: 1 })).toMatchObject({
      code: 'PSYRUN_SCHEDULER_ARGUMENT',
      message:
        'There is no scheduler argument n_cpu, which job circle:split uses. Did you mean nCpus?',
    });
  });

  test('an argument unlike any known one names all known ones', () => {
    expect(refused({ toString: 1 })).toMatchObject({
      code: 'PSYRUN_SCHEDULER_ARGUMENT',
      message: expect.stringContaining('Known arguments: exclusive, memory, nCpus, timelimit.'),
    });
  });

  test('the error of an invalid value says what it has to be', () => {
    expect(refused({ nCpus: 'many' })).toMatchObject({
      code: 'PSYRUN_SCHEDULER_ARGUMENT',
      fields: { argument: 'nCpus', value: 'many', job: 'circle:split' },
      message: expect.stringContaining('cannot be "many": it has to be an integer above 0.'),
    });
  });

  test.each([
    [NaN, 'NaN'],
    [['a\nb'], String.raw`[ 'a\nb' ]`],
    [(job: string) => ({ job }), "{ job: 'circle:split' }"],
  ])('%p, shown unchanged', (nCpus, shown) => {
    expect(refused({ nCpus }).message).toContain(`cannot be ${shown}: it has`);
  });

  test('the error of a failed function contains its cause', () => {
    const memory = (job: string) => (job as unknown as { size: { GB: string } }).size.GB;
    const { code, message } = refused({ memory });
    expect({ code, message }).toEqual({
      code: 'PSYRUN_SCHEDULER_ARGUMENT',
      message:
        'The scheduler argument memory of job circle:split is a function, which failed: ' +
        "TypeError: Cannot read properties of undefined (reading 'GB'). Correct schedulerArgs in the task file.",
    });
  });

  test('a missing required argument', () => {
    expect(refused({ timelimit: null })).toMatchObject({
      code: 'PSYRUN_SCHEDULER_ARGUMENT',
      message: expect.stringContaining('timelimit is required but missing for job circle:split.'),
    });
  });
});
