/**
 * The parts of Node that the evaluation of rows needs. In a bundle for browsers, `browser.ts` takes the place of
 * this file: the field `browser` of package.json says so.
 */
export { hostname } from 'node:os';
export { clearTimeout, setTimeout } from 'node:timers';
export { setImmediate as nextTurn } from 'node:timers/promises';
export { inspect } from 'node:util';
export { isProxy } from 'node:util/types';
