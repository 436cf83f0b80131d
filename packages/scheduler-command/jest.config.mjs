export default { displayName: 'scheduler-command', preset: '../../jest.preset.js' };
