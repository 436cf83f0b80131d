/**
 * A stand-in for the server of PBS, for tests, because no PBS is in Debian. It runs jobs on this machine
 * and follows the documentation of the commands: the manuals of qsub, qstat, qdel and qselect of OpenPBS
 * (https://github.com/openpbs/openpbs, doc/man1), and of Torque
 * (http://docs.adaptivecomputing.com/torque/3-0-5/), with its table of exit statuses.
 *
 * - An id is `N.server`, of an array `N[].server`, of one of its jobs `N[i].server`.
 * - Of OpenPBS, ended jobs are shown with `-x` alone, in state F. Torque shows them in state C.
 * - A job that a signal has ended has the exit status 256 plus the signal: 271 for SIGTERM.
 * - A job that was deleted before it started has no exit status.
 * - A job that depends with afterok on a job that fails is deleted. `qsub` refuses a dependency on a job that
 *   has ended, and an array of one job.
 * - The commands exit with the error of PBS modulo 256: 153 for an unknown job (PBSE_UNKJOBID, 15001), 35 for
 *   one that has ended (PBSE_HISTJOBID, 15139).
 *
 * The deletion of dependents, the refusals of qsub and the two exit codes were written down without the manuals
 * at hand. Nothing here has been compared with a real PBS.
 */
import { spawn } from 'node:child_process';
import { userInfo } from 'node:os';

const SERVER = 'stand-in';
const SLOTS = 8;
const SIGNALS = { SIGTERM: 15, SIGKILL: 9 };

export class PbsServer {
  #dialect;
  #last = 0;
  /** All jobs and jobs of arrays by their id; arrays too. */
  #jobs = new Map();

  /** @param {'OpenPBS' | 'Torque'} dialect */
  constructor(dialect) {
    this.#dialect = dialect;
  }

  /** Runs a command. Returns its exit code and outputs. */
  answer({ command, args, input, env, cwd }) {
    try {
      return { code: 0, stdout: this[`_${command}`](args, input, env, cwd) ?? '', stderr: '' };
    } catch (error) {
      if (error.code === undefined) throw error;
      return { code: error.code, stdout: error.stdout ?? '', stderr: `${error.message}\n` };
    }
  }

  close() {
    for (const job of this.#jobs.values()) if (job.child) kill(job.child, 'SIGKILL');
  }

  _qsub(args, script, env, cwd) {
    const job = { name: 'STDIN', script, env: { ...env }, cwd, before: [], variables: {} };
    const words = [...args];
    let range;
    while (words.length > 0) {
      const option = words.shift();
      if (option === '-V') continue;
      const value = words.shift();
      if (value === undefined) throw refused(1, 'usage: qsub [-a date_time] …');
      if (option === '-N') job.name = named(value);
      else if (option === '-v')
        job.variables = Object.fromEntries(value.split(',').map((pair) => pair.split('=')));
      else if (option === '-W') job.before = this.#dependency(value);
      else if (option === this.#arrayFlag) range = /^(\d+)-(\d+)(?:%(\d+))?$/.exec(value);
      else if (option === '-l') checkResource(value, this.#dialect);
      else if (option === '-q' && value !== 'workq') throw refused(170, 'qsub: Unknown queue');
      else if (!['-C', '-S', '-j', '-o', '-q', '-A', '-P', '-p', '-m', '-M'].includes(option))
        throw refused(2, `qsub: invalid option -- '${option}'`);
    }
    if (range !== undefined && (range === null || Number(range[1]) >= Number(range[2])))
      throw refused(1, 'qsub: illegal -J value');
    const number = ++this.#last;
    const id = `${number}${range ? '[]' : ''}.${SERVER}`;
    const common = { ...job, ctime: new Date().toString(), user: userInfo().username };
    const add = (key, more) => this.#jobs.set(key, { ...common, id: key, state: 'Q', ...more });
    if (range) {
      add(id, { isArray: true, throttle: Number(range[3] ?? Infinity), number });
      for (let i = Number(range[1]); i <= Number(range[2]); i++)
        add(`${number}[${i}].${SERVER}`, { array: id, index: i, number });
    } else add(id, { number });
    setTimeout(() => this.#schedule(), 20);
    return `${id}\n`;
  }

  _qstat(args) {
    if (args.includes('--version'))
      return this.#dialect === 'OpenPBS' ? 'pbs_version = 20.0.1\n' : 'Version: 6.1.2\n';
    if (args.includes('-B'))
      return `Server: ${SERVER}\n    server_state = Active\n    max_array_size = 500\n    max_job_array_size = 500\n`;
    const hasHistory = this.#dialect === 'Torque' || args.includes('-x');
    const ids = args.filter((word) => /^\d/.test(word));
    const problems = [];
    const shown = ids.flatMap((id) => {
      const job = this.#jobs.get(id);
      if (job === undefined) problems.push([153, `qstat: Unknown Job Id ${id}`]);
      else if (isOver(this.#stateOf(job)) && !hasHistory)
        problems.push([35, `qstat: ${id} Job has finished, use -x or -H`]);
      else return [job, ...(job.isArray ? this.#jobsOf(job) : [])];
      return [];
    });
    const stdout = this.#dialect === 'OpenPBS' ? this.#json(shown) : this.#text(shown);
    if (problems.length === 0) return stdout;
    const message = problems.map(([, words]) => words).join('\n');
    throw Object.assign(refused(problems.at(-1)[0], message), { stdout });
  }

  _qselect(args) {
    const own = [...this.#jobs.values()].filter(({ array }) => array === undefined);
    const hasHistory = this.#dialect === 'Torque' || args.includes('-x');
    const isWanted = (job) => hasHistory || !isOver(this.#stateOf(job));
    return own
      .filter(isWanted)
      .map(({ id }) => `${id}\n`)
      .join('');
  }

  _qdel(ids) {
    const problems = [];
    for (const id of ids) {
      const job = this.#jobs.get(id);
      if (job === undefined) problems.push([153, `qdel: Unknown Job Id ${id}`]);
      else if (isOver(this.#stateOf(job))) problems.push([35, `qdel: Job has finished ${id}`]);
      else for (const one of job.isArray ? this.#jobsOf(job) : [job]) this.#delete(one);
    }
    this.#schedule();
    if (problems.length > 0) throw refused(...problems[0]);
  }

  get #arrayFlag() {
    return this.#dialect === 'OpenPBS' ? '-J' : '-t';
  }

  #dependency(value) {
    const [, kind, list] = /^depend=(afterok|afterany):(.+)$/.exec(value) ?? [];
    if (kind === undefined) throw refused(1, `qsub: illegal -W value`);
    return list.split(':').map((id) => {
      const job = this.#jobs.get(id);
      if (job === undefined) throw refused(153, `qsub: Unknown Job Id ${id}`);
      if (isOver(this.#stateOf(job))) throw refused(35, `qsub: Job has finished ${id}`);
      return { kind, id };
    });
  }

  #jobsOf({ id }) {
    return [...this.#jobs.values()].filter(({ array }) => array === id);
  }

  #stateOf(job) {
    if (!job.isArray) return job.state;
    const states = this.#jobsOf(job).map(({ state }) => state);
    if (states.every(isOver)) return 'F';
    return states.every((state) => state === 'H') ? 'H' : states.includes('R') ? 'B' : 'Q';
  }

  #succeeded(job) {
    return (job.isArray ? this.#jobsOf(job) : [job]).every(({ status }) => status === 0);
  }

  /** Starts what can start, and deletes what can never start. */
  #schedule() {
    for (const job of this.#jobs.values()) {
      if (job.isArray || !['Q', 'H'].includes(job.state)) continue;
      const before = job.before.map(({ kind, id }) => [kind, this.#jobs.get(id)]);
      const isReady = before.every(([, other]) => isOver(this.#stateOf(other)));
      if (!isReady) job.state = 'H';
      else if (before.some(([kind, other]) => kind === 'afterok' && !this.#succeeded(other))) {
        this.#delete(job);
        setTimeout(() => this.#schedule(), 20);
      } else {
        job.state = 'Q';
        if (this.#hasPlace(job)) this.#start(job);
      }
    }
  }

  #hasPlace({ array }) {
    const running = [...this.#jobs.values()].filter(({ state }) => state === 'R');
    const limit = this.#jobs.get(array)?.throttle ?? Infinity;
    return running.length < SLOTS && running.filter((job) => job.array === array).length < limit;
  }

  #start(job) {
    const name = this.#dialect === 'OpenPBS' ? 'PBS_ARRAY_INDEX' : 'PBS_ARRAYID';
    const index = job.index === undefined ? {} : { [name]: String(job.index) };
    const env = { ...job.env, ...job.variables, PBS_JOBID: job.id, ...index };
    job.state = 'R';
    job.child = spawn('/bin/sh', [], {
      env,
      cwd: '/',
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    job.child.stdin.on('error', () => undefined);
    job.child.stdin.end(job.script);
    job.child.on('close', (code, signal) => {
      job.state = 'F';
      job.status = signal === null ? code : 256 + (SIGNALS[signal] ?? 1);
      job.child = undefined;
      this.#schedule();
    });
  }

  #delete(job) {
    if (job.child) kill(job.child, 'SIGTERM');
    else if (!isOver(job.state)) job.state = 'F';
  }

  #attributes(job) {
    const state = this.#stateOf(job);
    const ended = this.#dialect === 'OpenPBS' ? (job.array ? 'X' : 'F') : 'C';
    const key = this.#dialect === 'OpenPBS' ? 'Exit_status' : 'exit_status';
    const before = job.before.map(({ kind, id }) => `${kind}:${id}@${SERVER}`).join();
    return {
      Job_Name: job.name,
      Job_Owner: `${job.user}@${SERVER}`,
      job_state: isOver(state) ? ended : state,
      queue: 'workq',
      server: SERVER,
      ctime: job.ctime,
      Hold_Types: state === 'H' ? 's' : 'n',
      ...(isOver(state) && job.status !== undefined && { [key]: job.status }),
      ...(before !== '' && state === 'H' && { depend: before }),
    };
  }

  #json(jobs) {
    const shown = jobs.map((job) => [
      job.id,
      { ...this.#attributes(job), Variable_List: { PBS_O_HOME: '/root', ...job.variables } },
    ]);
    const head = {
      timestamp: Math.floor(Date.now() / 1000),
      pbs_version: '20.0.1',
      pbs_server: SERVER,
    };
    return JSON.stringify({ ...head, Jobs: Object.fromEntries(shown) }, undefined, 4);
  }

  #text(jobs) {
    const own = (job) => Object.entries(job.variables).map((pair) => pair.join('='));
    return jobs
      .map((job) => {
        const list = ['PBS_O_HOME=/root', ...own(job)].join(',\n\t');
        const lines = Object.entries({ ...this.#attributes(job), Variable_List: list });
        return [`Job Id: ${job.id}`, ...lines.map(([key, value]) => `    ${key} = ${value}`), ''];
      })
      .map((lines) => `${lines.join('\n')}\n`)
      .join('');
  }
}

function isOver(state) {
  return state === 'F';
}

function named(name) {
  if (!/^[A-Za-z][^\s:/@]{0,14}$/.test(name)) throw refused(1, 'qsub: illegal -N value');
  return name;
}

function checkResource(value, dialect) {
  const known =
    dialect === 'OpenPBS' ? /^(walltime|select|place|mem|ncpus)=/ : /^(walltime|nodes|mem)=/;
  if (!known.test(value)) throw refused(171, `qsub: Unknown resource type  ${value}`);
  if (/^walltime=/.test(value) && !/^walltime=\d+:\d\d:\d\d$/.test(value))
    throw refused(1, `qsub: illegal -l value`);
}

function refused(code, message) {
  return Object.assign(new Error(message), { code });
}

function kill(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
