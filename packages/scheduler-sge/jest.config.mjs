export default { displayName: 'scheduler-sge', preset: '../../jest.preset.js' };
