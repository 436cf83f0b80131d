export default { displayName: 'pspace', preset: '../../jest.preset.js' };
