export default {
  projects: ['<rootDir>/packages/*/jest.config.mjs', '<rootDir>/tools/checks/jest.config.mjs'],
};
