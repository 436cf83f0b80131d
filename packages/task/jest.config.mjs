export default { displayName: 'task', preset: '../../jest.preset.js' };
