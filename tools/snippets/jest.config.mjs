export default { displayName: 'snippets', preset: '../../jest.preset.js' };
