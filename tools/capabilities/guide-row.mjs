/**
 * The table "What the conformance suite has found" in the chapter on schedulers. Each row is from a run of the
 * suite: `npm run capabilities` writes the rows, and each other run fails if its row says something else.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';

const GUIDE = new URL('../../docs/guide/schedulers.md', import.meta.url).pathname;

/** The columns of the table, and the tests of the suite that have to pass for a yes. */
const COLUMNS = {
  arrays: ['each index runs once, in arguments and in the name of the log'],
  'limits concurrent jobs': ['no more jobs run at a time than allowed'],
  'reports how jobs end': ['a job that exits with 0 is done, another one has failed'],
  'no start after a failure': [
    'a job after a failed one fails without starting, and so do the jobs after it',
  ],
  'ends jobs': [
    'a killed job ends, and other jobs go on',
    'kill ends all jobs, also the waiting ones',
  ],
  'finds jobs whose id was lost': ['a job is found by the tag of its submission'],
};

/**
 * Wraps the functions of a test runner for the conformance suite, and compares the table with what passed.
 *
 * @param {string} key The name of the scheduler, such as slurm.
 * @param {{ describe: Function, test: Function, expect: Function }} runner
 */
export function inGuide(key, runner) {
  const passed = new Set();
  let count = 0;
  const test = (name, run, timeout) => {
    count++;
    runner.test(name, () => run().then(() => passed.add(name)), timeout);
  };
  return {
    runner: { ...runner, test },
    /** Expects that the table is right, or writes it. @param {string} system What the scheduler ran on. */
    async expectRow(system) {
      runner.expect(passed.size).toEqual(count);
      const found = Object.values(COLUMNS).map((names) => names.every((name) => passed.has(name)));
      const cells = [...found.map((one) => (one ? 'yes' : 'no')), String(count)];
      if (process.env.PSYRUN_RECORD) await writeRow(key, system, cells);
      const row = cellsOf(readTable().lines.find(isRowOf(key, system)));
      // Another version of the system may run here. It has to pass the same tests.
      runner.expect(row.slice(2)).toEqual(cells);
    },
  };
}

/** The system without its version. @param {string} system */
const kindOf = (system) => system.replace(/ [\d.]+$/, '');

/** True for the line of the table about a scheduler on a kind of system. @param {string} key @param {string} system */
function isRowOf(key, system) {
  return (line) => {
    const [name, ranOn] = cellsOf(line);
    return name === `\`'${key}'\`` && ranOn !== undefined && kindOf(ranOn) === kindOf(system);
  };
}

function cellsOf(line = '') {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** The rows of the table, and the text around it. */
function readTable() {
  const text = readFileSync(GUIDE, 'utf8');
  const [before, rest] = text.split(/(?<=<!-- capabilities: [^\n]*-->\n)/);
  const [table, after] = rest.split(/(?=<!-- \/capabilities)/);
  return { before, lines: table.trim().split('\n').slice(2), after };
}

async function writeRow(key, system, cells) {
  const { before, lines, after } = readTable();
  const others = lines.filter((line) => !isRowOf(key, system)(line));
  const rows = [...others, rowOf([`\`'${key}'\``, system, ...cells])].sort();
  const head = ['scheduler', 'run on', ...Object.keys(COLUMNS), 'tests passed'];
  const table = [rowOf(head), rowOf(head.map(() => '---')), ...rows].join('\n');
  const style = { ...(await resolveConfig(GUIDE)), parser: 'markdown' };
  writeFileSync(GUIDE, await format(`${before}\n${table}\n\n${after}`, style));
}

const rowOf = (cells) => `| ${cells.join(' | ')} |`;
