/** The soundness of work directories. */
export { fsckTask, type FsckOptions } from './fsck-task.ts';
