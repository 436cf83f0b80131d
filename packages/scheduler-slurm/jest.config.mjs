export default { displayName: 'scheduler-slurm', preset: '../../jest.preset.js' };
