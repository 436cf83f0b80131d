export default { displayName: 'operations', preset: '../../jest.preset.js' };
