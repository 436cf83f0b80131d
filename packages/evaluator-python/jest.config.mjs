export default { displayName: 'evaluator-python', preset: '../../jest.preset.js' };
