export default { displayName: 'journal', preset: '../../jest.preset.js' };
