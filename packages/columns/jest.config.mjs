export default { displayName: 'columns', preset: '../../jest.preset.js' };
