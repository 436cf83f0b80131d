export default { displayName: 'report', preset: '../../jest.preset.js' };
