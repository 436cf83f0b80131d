import { afterEach, beforeEach } from '@jest/globals';
import { Project } from '../fixtures/project.ts';
import { psyHere, PSYRUN } from '../fixtures/psy-here.ts';

/** The Python that the set-up of the tests installs. */
export const PYTHON = '/usr/bin/python3';

/** Gives each test of a file a new project, in which psy takes {@link PYTHON} for its Python. */
export function inPythonProject() {
  const before = process.env['PSYRUN_PYTHON'];
  let project: Project;
  beforeEach(() => {
    project = new Project();
    process.env['PSYRUN_PYTHON'] = PYTHON;
  });
  afterEach(() => {
    project.remove();
    if (before === undefined) delete process.env['PSYRUN_PYTHON'];
    else process.env['PSYRUN_PYTHON'] = before;
  });
  return {
    /** The project of the present test. */
    project: () => project,
    /** Calls psy in it, with the plug-ins of the umbrella. */
    psy: (...args: string[]) => psyHere(project, args, undefined, PSYRUN),
  };
}
