/**
 * Runs task files in Python.
 *
 * @packageDocumentation
 */
export { PythonTasks } from './python-tasks.ts';
