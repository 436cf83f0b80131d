import { JSON_LINES, JSON_OBJECT, OF_RUNS, TASKDIR, TASKS } from './command-options.ts';
import type { CommandSpec } from './command-spec.ts';
import { facts, index, indices, keys, positiveNumber, states } from './option-values.ts';
import { ADOPT, SPLIT_OFF } from './part-commands.ts';

/** Every command of `psy`, in the order of its help. */
export const COMMANDS: readonly CommandSpec[] = [
  ADOPT,
  {
    name: 'clean',
    summary: 'clean task data',
    description: 'Removes all files generated for the given tasks, results included.',
    arguments: [['<task...>']],
    options: [TASKDIR, ['-y, --yes', 'do not ask; needed where nobody can be asked'], JSON_LINES],
    load: async () => (await import('./commands/clean.ts')).cleanTasks,
  },
  {
    name: 'completion',
    summary: 'complete commands and tasks in your shell',
    description:
      'Prints a script for bash, zsh or fish. With words it prints what the last of them can become: the script asks for that.',
    arguments: [['<shell>'], ['[word...]']],
    options: [JSON_OBJECT],
    load: async () => (await import('./commands/completion.ts')).printCompletion,
  },
  {
    name: 'doctor',
    summary: 'check this machine, schedulers and folders',
    description:
      'Checks what tasks need to run: Node, plug-ins, task files, the limits of schedulers, the file systems of work directories. Submits nothing.',
    options: [TASKDIR, JSON_OBJECT],
    load: async () => (await import('./commands/doctor.ts')).printChecks,
  },
  {
    name: 'export',
    summary: 'write a result in another format',
    description:
      'Writes the result of a task, or a file of a store, as .csv, as .jsonl (a JSON object a line), as .nc (netCDF-4), or in the format of an installed store.',
    arguments: [['<task>', 'name of the task, or a file such as result.pkl'], ['<file>']],
    options: [
      TASKDIR,
      ['--columns <keys>', 'only these columns, in this order: x,y', keys],
      ['--partial', 'the rows that are done, if the result is not complete'],
      [
        '--with <facts>',
        'beside the results of a task: duration,state,attempt,cpu,memory,host',
        facts,
      ],
      JSON_OBJECT,
    ],
    load: async () => (await import('./commands/export.ts')).writeExport,
  },
  {
    name: 'failures',
    summary: 'group failed rows by error and region',
    description: 'Prints with which errors rows failed, and what their parameters have in common.',
    arguments: TASKS,
    options: [TASKDIR, JSON_LINES],
    load: async () => (await import('./commands/failures.ts')).printFailures,
  },
  {
    name: 'fsck',
    summary: 'check and repair work directories',
    description:
      'Reads every file of the work directories of tasks and prints what is wrong. Nothing that was computed is removed.',
    arguments: TASKS,
    options: [
      TASKDIR,
      ['--repair', 'move what cannot be used to damaged/, so that psy run -c goes on'],
      ['-v, --verbose', 'also print the files that are sound'],
      JSON_LINES,
    ],
    load: async () => (await import('./commands/fsck.ts')).checkTasks,
  },
  {
    name: 'kill',
    summary: 'kill task jobs',
    description: 'Kills all running and queued jobs of the given tasks, and no others.',
    arguments: [['<task...>']],
    options: [
      TASKDIR,
      ['--presume-dead', 'take processes of psy that cannot be checked for dead'],
      JSON_LINES,
    ],
    load: async () => (await import('./commands/kill.ts')).killTasks,
  },
  {
    name: 'list',
    summary: 'list tasks',
    description: 'Lists all available tasks, one name a line.',
    options: [TASKDIR, JSON_OBJECT],
    load: async () => (await import('./commands/list.ts')).printTasks,
  },
  {
    name: 'logs',
    summary: 'print the logs of jobs',
    description: 'Prints the logs of all jobs of a task, or of one job, as in process:3.',
    arguments: [['<task>'], ['[job]']],
    options: [TASKDIR, ['--json', 'print one JSON object a log and line']],
    load: async () => (await import('./commands/logs.ts')).printLogs,
  },
  {
    name: 'merge',
    summary: 'merge data files into single file',
    description:
      'Merges the journals and result files in a directory, each row once, into a new file. Its suffix says in which format.',
    arguments: [['<directory>'], ['<merged>']],
    options: [['--partial', 'also when rows have failed or are missing'], JSON_OBJECT],
    load: async () => (await import('./commands/merge.ts')).mergeInto,
  },
  {
    name: 'new-task',
    summary: 'create new task',
    description: 'Creates a task file that runs as it stands, to be changed.',
    arguments: [['<name>']],
    options: [
      TASKDIR,
      ['-s, --scheduler <name>', 'what runs its jobs: immediate, slurm, sge, …', 'immediate'],
      ['-l, --language <name>', 'typescript, python, r or command', 'typescript'],
      JSON_OBJECT,
    ],
    load: async () => (await import('./commands/new-task.ts')).writeNewTask,
  },
  {
    name: 'plan',
    summary: 'print what a run would do and cost',
    description:
      'Prints the rows that a run would keep and evaluate, the core-hours that they will take, and the jobs. Changes nothing. The same as psy run --dry-run.',
    arguments: TASKS,
    options: [...OF_RUNS, ['-v, --verbose', 'print a line for each job of an array'], JSON_LINES],
    load: async () => (await import('./commands/plan.ts')).planTasks,
  },
  {
    name: 'plugins',
    summary: 'list stores, schedulers and backends',
    description: 'Lists the stores, schedulers and backends that are installed.',
    options: [TASKDIR, JSON_OBJECT],
    load: async () => (await import('./commands/plugins.ts')).printPlugins,
  },
  {
    name: 'plot',
    summary: 'draw a result against parameters',
    description:
      'Draws a result as a line with a band, or for two parameters as a heat map, in an SVG file.',
    arguments: [['<task>'], ['<result>', 'name of the result, or duration']],
    options: [
      TASKDIR,
      ['--by <parameters>', 'one or two parameters: beta or beta,gamma', keys],
      ['-o, --output <file>', 'the file to write (default: <task>.svg)'],
      JSON_OBJECT,
    ],
    load: async () => (await import('./commands/plot.ts')).writePlot,
  },
  {
    name: 'report',
    summary: 'write a page about a task',
    description:
      'Writes one HTML file that shows the space, the results and the failures of a task, also while it runs. The page asks for nothing from the network.',
    arguments: [['<task>']],
    options: [
      TASKDIR,
      ['-o, --output <file>', 'the file to write (default: <task>.html)'],
      JSON_OBJECT,
    ],
    load: async () => (await import('./commands/report.ts')).writeReport,
  },
  {
    name: 'repro',
    summary: 'evaluate one row here',
    description:
      'Evaluates a row here, with the parameters that its job was given. Writes nothing.',
    arguments: [
      ['<task>', 'name of the task'],
      ['<row>', 'index of the row, from 0', index],
    ],
    options: [TASKDIR, ['--inspect', 'wait for a debugger before the process begins'], JSON_OBJECT],
    load: async () => (await import('./commands/repro.ts')).reproduceRow,
  },
  {
    name: 'rows',
    summary: 'list rows of a run',
    description:
      'Prints rows of a run: state, duration, parameters and results. Without row, all of them, as chosen by options.',
    arguments: [
      ['<task>', 'name of the task'],
      ['[row...]', 'indices of rows, from 0', indices],
    ],
    options: [
      TASKDIR,
      ['--state <states>', 'only in these states: done,failed,missing,queued,running', states],
      ['--where <condition>', "only if this is true: beta > 2 and mode in ['a', 'b']"],
      ['--slowest <n>', 'the n rows that took longest, the longest first', positiveNumber],
      ['--columns <names>', 'only these columns, in this order: row,duration,beta,y', keys],
      ['--all', 'print all of them; without it, the first 20'],
      ['-o, --output <file>', 'write them to a .csv or .jsonl file'],
      ['--json', 'print one JSON object a row and line'],
    ],
    load: async () => (await import('./commands/rows.ts')).printRows,
  },
  {
    name: 'run',
    summary: 'run one or more tasks',
    description:
      'Submits the jobs to run one or more tasks. If no task name is provided, all tasks will be run.',
    arguments: TASKS,
    options: [
      ...OF_RUNS,
      ['-j, --jobs <n>', 'most jobs to run at a time (default: one for each core)', positiveNumber],
      ['-n, --dry-run', 'only print what would run, and why, as psy plan does'],
      ['--fail-fast', 'stop at the first row that fails (where psy runs the jobs itself)'],
      ['-q, --quiet', 'print no progress'],
      ['-v, --verbose', 'print a line for each job of an array, as PSYRUN_LAYOUT=python does'],
      ['-w, --wait', 'return when all jobs have ended, with the exit code of the result'],
      JSON_LINES,
    ],
    load: async () => (await import('./commands/run.ts')).runTasks,
  },
  SPLIT_OFF,
  {
    name: 'status',
    summary: 'print status of tasks',
    description:
      'Prints how many rows of each task are done, run and wait, and how long they take; with -v which ones.',
    arguments: TASKS,
    options: [
      TASKDIR,
      ['-v, --verbose', 'list the first rows that are missing or queued, and the failed jobs'],
      ['--all', 'with -v: list all of them'],
      JSON_LINES,
    ],
    load: async () => (await import('./commands/status.ts')).printStatus,
  },
  {
    name: 'test',
    summary: 'test execution of single parameter assignment',
    description:
      'Evaluates the first row of each task in a worker process and prints its result. Writes nothing.',
    arguments: TASKS,
    options: [TASKDIR, JSON_LINES],
    load: async () => (await import('./commands/test.ts')).testTasks,
  },
  {
    name: 'verify',
    summary: 'compare results with their certificates',
    description:
      'Compares bytes, digest and rows of each result with its certificate, and each row with the space of its run.',
    arguments: TASKS,
    options: [
      TASKDIR,
      ['--row <index>', 'only this row, also if other rows are damaged', index],
      JSON_LINES,
    ],
    load: async () => (await import('./commands/verify.ts')).verifyTasks,
  },
  {
    name: 'watch',
    summary: 'watch tasks while they run',
    description:
      'Shows states, rate, time left, jobs and failures of tasks until nothing works on them. q leaves.',
    arguments: TASKS,
    options: [
      TASKDIR,
      ['--html', 'rewrite the page of each task, TASK.html, as rows end'],
      ['--json', 'print one JSON object a task, look and line'],
    ],
    load: async () => (await import('./commands/watch.ts')).printWatch,
  },
];
