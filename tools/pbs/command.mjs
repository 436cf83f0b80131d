/** A command of the stand-in for PBS: sends its arguments to the server at the socket STAND_IN_FOR_PBS. */
import { text } from 'node:stream/consumers';
import { connect } from 'node:net';

const [command, ...args] = process.argv.slice(2);
const input = command === 'qsub' ? await text(process.stdin) : '';
const socket = connect(process.env.STAND_IN_FOR_PBS);
socket.end(JSON.stringify({ command, args, input, env: process.env, cwd: process.cwd() }));
const { code, stdout, stderr } = JSON.parse(await text(socket));
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = code;
