/**
 * A correct worker program in plain Node: it squares x. A name as argument makes it wrong in one way.
 */
import { readSync, writeSync } from 'node:fs';

const wrong = process.argv[2];
const signals = wrong === 'dies of signals' ? [] : ['SIGTERM', 'SIGINT', 'SIGHUP'];
for (const signal of signals) process.on(signal, () => undefined);

let rest = Buffer.alloc(0);

function receive() {
  let end;
  while ((end = rest.indexOf(10)) < 0) {
    const chunk = Buffer.alloc(65536);
    const size = readSync(3, chunk);
    if (size === 0) process.exit(wrong === 'wrong exit code' ? 1 : 0);
    if (wrong === 'one read is one message') {
      rest = Buffer.alloc(0);
      return JSON.parse(chunk.subarray(0, size).toString().trimEnd());
    }
    rest = Buffer.concat([rest, chunk.subarray(0, size)]);
  }
  const message = JSON.parse(rest.subarray(0, end));
  rest = rest.subarray(end + 1);
  return message;
}

function send(message) {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let done = 0; done < bytes.length;) done += writeSync(4, bytes, done);
  if (wrong === 'prints its messages') writeSync(1, bytes);
}

function report(number, x) {
  const fails = typeof x !== 'number';
  if (fails && wrong === 'exits at a bad row') process.exit(1);
  if (fails && wrong === 'forgets a bad row') return;
  const y = wrong === 'wrong result' ? x : x * x;
  const error = { name: 'TypeError', message: 'x is no number', reason: 'threw' };
  send({
    kind: 'report',
    rows: [number],
    startedAt: [Date.now()],
    durations: wrong === 'unequal lists' ? [] : [0.1],
    added: [fails ? null : { y }],
    errors: [fails ? error : null],
  });
  if (wrong === 'reports twice')
    send({
      kind: 'report',
      rows: [number],
      startedAt: [1],
      durations: [1],
      added: [{ y }],
      errors: [null],
    });
}

receive();
if (wrong !== 'no hello') {
  send({ kind: 'hello', protocol: wrong === 'other protocol' ? 2 : 1, batch: 3 });
}
if (wrong === 'ready at once') send({ kind: 'ready' });
let setUpFor;
for (;;) {
  const message = receive();
  if (message.kind === 'end') process.exit(0);
  else if (message.kind === 'ping') wrong !== 'no pong' && send({ kind: 'pong', holds: 0 });
  else if (message.kind === 'rows') {
    const wanted = JSON.stringify([message.procId, message.exclude]);
    const isNew = wrong === 'sets up once' ? setUpFor === undefined : wanted !== setUpFor;
    if (isNew || wrong === 'always ready') send({ kind: 'ready' });
    setUpFor = wanted;
    message.rows.forEach(({ x }, i) => report(message.first + i, x));
  } else if (wrong === 'knows all kinds') process.exit(1);
}
