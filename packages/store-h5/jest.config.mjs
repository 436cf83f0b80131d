export default { displayName: 'store-h5', preset: '../../jest.preset.js' };
