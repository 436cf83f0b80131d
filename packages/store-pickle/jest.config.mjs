export default { displayName: 'store-pickle', preset: '../../jest.preset.js' };
