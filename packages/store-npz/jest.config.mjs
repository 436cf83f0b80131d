export default { displayName: 'store-npz', preset: '../../jest.preset.js' };
