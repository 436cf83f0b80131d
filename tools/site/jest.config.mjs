export default { displayName: 'site', preset: '../../jest.preset.js' };
