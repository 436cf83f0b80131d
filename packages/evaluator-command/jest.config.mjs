export default { displayName: 'evaluator-command', preset: '../../jest.preset.js' };
