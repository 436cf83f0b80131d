export default { displayName: 'scheduler-pbs', preset: '../../jest.preset.js' };
