import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const DEFAULTS = '/usr/share/gridengine/default-configuration';
const LIMITS = ['rt', 'cpu', 'fsize', 'data', 'stack', 'core', 'rss', 'vmem'];

/**
 * Returns the file `bootstrap`, which the daemon reads first.
 *
 * @param {string} dir @param {string} common Path of the folder of the file.
 */
export function bootstrap(dir, common) {
  return lines({
    admin_user: 'none',
    default_domain: 'none',
    ignore_fqdn: true,
    spooling_method: 'classic',
    spooling_lib: 'libspoolc',
    spooling_params: `${common};${dir}/spool/qmaster`,
    binary_path: '/usr/lib/gridengine',
    qmaster_spool_dir: `${dir}/spool/qmaster`,
    security_mode: 'none',
    listener_threads: 2,
    worker_threads: 2,
    scheduler_threads: 1,
  });
}

/** Returns Debian's configuration for a cluster whose answers are never late. @param {string} dir */
export function configuration(dir) {
  return changed(readFileSync(DEFAULTS, 'utf8'), {
    execd_spool_dir: join(dir, 'spool', 'execd'),
    mailer: '/bin/true',
    // The jobs of root run too.
    min_uid: 0,
    min_gid: 0,
    load_report_time: '00:00:05',
    reporting_params:
      'accounting=true reporting=false flush_time=00:00:01 accounting_flush_time=00:00:00 joblog=false sharelog=00:00:00',
  });
}

/** Returns a configuration of the scheduler that starts jobs at once. @param {string} present */
export function schedulerConfiguration(present) {
  return changed(present, {
    schedule_interval: '0:0:1',
    flush_submit_sec: 1,
    flush_finish_sec: 1,
    job_load_adjustments: 'NONE',
    load_adjustment_decay_time: '0:0:0',
  });
}

/** @param {string} host */
export function executionHost(host) {
  const none = ['load_scaling', 'complex_values', 'user_lists', 'xuser_lists', 'projects'];
  const rest = ['xprojects', 'usage_scaling', 'report_variables'];
  return lines({ hostname: host, ...each([...none, ...rest], 'NONE') });
}

/** @param {string} host */
export function hostGroup(host) {
  return lines({ group_name: '@allhosts', hostlist: host });
}

/** A parallel environment for jobs with several slots on one host. */
export function parallelEnvironment() {
  return lines({
    pe_name: 'smp',
    slots: 999,
    ...each(['user_lists', 'xuser_lists', 'start_proc_args', 'stop_proc_args'], 'NONE'),
    allocation_rule: '$pe_slots',
    control_slaves: 'FALSE',
    job_is_first_task: 'TRUE',
    urgency_slots: 'min',
    accounting_summary: 'FALSE',
    qsort_args: 'NONE',
  });
}

/** The only queue, without limits. @param {number} slots */
export function queue(slots) {
  const none = ['ckpt_list', 'prolog', 'epilog', 'starter_method', 'suspend_method'];
  const more = ['resume_method', 'terminate_method', 'owner_list', 'user_lists', 'xuser_lists'];
  const last = ['subordinate_list', 'complex_values', 'projects', 'xprojects', 'calendar'];
  return lines({
    qname: 'all.q',
    hostlist: '@allhosts',
    seq_no: 0,
    ...each(['load_thresholds', 'suspend_thresholds', ...none, ...more, ...last], 'NONE'),
    nsuspend: 1,
    suspend_interval: '00:05:00',
    priority: 0,
    min_cpu_interval: '00:00:01',
    processors: 'UNDEFINED',
    qtype: 'BATCH INTERACTIVE',
    pe_list: 'smp',
    rerun: 'FALSE',
    slots,
    tmpdir: '/tmp',
    shell: '/bin/sh',
    shell_start_mode: 'posix_compliant',
    notify: '00:00:01',
    initial_state: 'default',
    ...each(
      LIMITS.flatMap((limit) => [`s_${limit}`, `h_${limit}`]),
      'INFINITY',
    ),
  });
}

function each(keys, value) {
  return Object.fromEntries(keys.map((key) => [key, value]));
}

function lines(values) {
  return Object.entries(values)
    .map(([key, value]) => `${key} ${value}\n`)
    .join('');
}

/** Replaces values in a configuration, and throws if a key is not there. */
function changed(text, values) {
  return Object.entries(values).reduce((result, [key, value]) => {
    const line = new RegExp(`^${key}\\s.*$`, 'm');
    if (!line.test(result)) throw new Error(`The configuration has no ${key}.`);
    return result.replace(line, `${key} ${value}`);
  }, text);
}
