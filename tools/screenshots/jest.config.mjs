export default { displayName: 'screenshots', preset: '../../jest.preset.js' };
