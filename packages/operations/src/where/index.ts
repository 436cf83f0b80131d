/** Conditions on rows: a small language, read by psyrun itself. */
export { checkNames, namesIn } from './names-in.ts';
export { holds } from './holds.ts';
export { parseWhere } from './parse-where.ts';
