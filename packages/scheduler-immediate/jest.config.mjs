export default { displayName: 'scheduler-immediate', preset: '../../jest.preset.js' };
