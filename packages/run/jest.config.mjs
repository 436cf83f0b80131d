export default { displayName: 'run', preset: '../../jest.preset.js' };
