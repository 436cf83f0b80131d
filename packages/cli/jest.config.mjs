export default {
  displayName: 'cli',
  preset: '../../jest.preset.js',
  // The longest of all tests: they go on when those of other packages have ended, and then two fit.
  maxWorkers: 2,
};
