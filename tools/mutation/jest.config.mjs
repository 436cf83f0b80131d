export default { displayName: 'mutation', preset: '../../jest.preset.js' };
