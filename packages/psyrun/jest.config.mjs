export default { displayName: 'psyrun', preset: '../../jest.preset.js' };
