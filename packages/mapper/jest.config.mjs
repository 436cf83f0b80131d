export default { displayName: 'mapper', preset: '../../jest.preset.js' };
