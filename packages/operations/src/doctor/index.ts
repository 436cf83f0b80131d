/** Checks of the machine, of schedulers and of folders. */
export { examineProject } from './examine-project.ts';
