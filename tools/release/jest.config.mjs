export default {
  displayName: 'release',
  preset: '../../jest.preset.js',
  // Packages are installed from a registry, some of them from the network.
  testTimeout: 300_000,
};
