export default {
  // Where projects run together, only this file can say it.
  testTimeout: 300_000,
  projects: ['<rootDir>/packages/*/jest.config.mjs', '<rootDir>/tools/*/jest.config.mjs'],
};
