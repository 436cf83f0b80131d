import { expect, test } from '@jest/globals';
import { strykerOptions } from '../stryker-options.js';

test('without parts, all sources of a package are changed, and all its tests are run', () => {
  const { mutate, jest } = strykerOptions('packages/core', []);
  expect(mutate).toEqual(['packages/core/src/**/*.ts']);
  expect(jest).toEqual({
    configFile: 'packages/core/jest.config.mjs',
    config: { globalSetup: null },
  });
});

test('a room is changed and its own tests are run; so is a file', () => {
  const { mutate, jest } = strykerOptions('packages/run', ['states', 'ranges.ts']);
  expect(mutate).toEqual(['packages/run/src/states/**/*.ts', 'packages/run/src/ranges.ts']);
  expect(jest).toMatchObject({
    config: {
      testMatch: ['<rootDir>/test/states/**/*.test.ts', '<rootDir>/test/ranges.test.ts'],
    },
  });
});

test('each choice of sources has a report of its own', () => {
  const reportOf = (...parts: string[]) =>
    strykerOptions('packages/run', parts).jsonReporter?.fileName;
  expect(reportOf()).toBe('tools/mutation/reports/packages-run.json');
  expect(reportOf('states/attempts.ts', 'merge')).toBe(
    'tools/mutation/reports/packages-run.states-attempts.ts.merge.json',
  );
});
