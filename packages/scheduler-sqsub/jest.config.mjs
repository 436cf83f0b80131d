export default { displayName: 'scheduler-sqsub', preset: '../../jest.preset.js' };
