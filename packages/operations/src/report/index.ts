/** Pages and pictures of tasks. */
export { plotTask, type TaskPlot } from './plot-task.ts';
export { reportTask, type ReportOptions, type TaskReport } from './report-task.ts';
export { writeMadeFile } from './write-made-file.ts';
export { writeReport } from './write-report.ts';
