export default { displayName: 'backend-distribute', preset: '../../jest.preset.js' };
