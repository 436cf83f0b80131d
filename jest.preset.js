import { fileURLToPath } from 'node:url';
import { leftOutTests } from './tools/set-up/left-out.mjs';
import { longTests } from './tools/set-up/long-tests.mjs';

/** Groups that `npm test` leaves out, as this machine lacks what they need. */
const leftOut = process.env.PSYRUN_TEST_WITHOUT?.split(',').filter(Boolean) ?? [];

/** The one place with Jest settings: sources are tested as native ES modules, without a build. */
export default {
  testEnvironment: 'node',
  globalSetup: fileURLToPath(new URL('./tools/jest/build.mjs', import.meta.url)),
  // Tests with real processes take long on a machine that is busy; none measures time.
  testTimeout: 60_000,
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    ...longTests(),
    ...(leftOut.length > 0 ? leftOutTests(leftOut) : []),
  ],
  ...(leftOut.length > 0 && { passWithNoTests: true }),
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      fileURLToPath(new URL('./tools/jest/transform.mjs', import.meta.url)),
      {
        swcrc: false,
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript' },
          keepClassNames: true,
          experimental: { keepImportAttributes: true },
        },
      },
    ],
  },
  testEnvironmentOptions: {
    customExportConditions: ['@psyrun/source', 'node', 'node-addons'],
  },
};
