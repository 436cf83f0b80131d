export default { displayName: 'backend-loadbalancing', preset: '../../jest.preset.js' };
