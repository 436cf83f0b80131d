import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { PbsServer } from './server.mjs';

const COMMAND = join(import.meta.dirname, 'command.mjs');

/**
 * Puts stand-ins for the commands of PBS at the front of PATH for the tests of a file.
 *
 * @param {'OpenPBS' | 'Torque'} dialect
 */
export function standInForPbs(dialect) {
  const path = process.env.PATH;
  const pbs = new PbsServer(dialect);
  const folder = mkdtempSync(join(tmpdir(), 'psyrun-pbs-'));
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const call = [];
    socket.on('data', (data) => call.push(data));
    socket.on('end', () => {
      socket.end(JSON.stringify(pbs.answer(JSON.parse(Buffer.concat(call).toString()))));
    });
  });
  beforeAll(async () => {
    for (const name of ['qsub', 'qstat', 'qdel', 'qselect']) {
      const script = `#!/bin/sh\nexec '${process.execPath}' '${COMMAND}' ${name} "$@"\n`;
      writeFileSync(join(folder, name), script, { mode: 0o755 });
    }
    await new Promise((resolve) => server.listen(join(folder, 'socket'), resolve));
    process.env.STAND_IN_FOR_PBS = join(folder, 'socket');
    process.env.PATH = `${folder}:${path}`;
  });
  afterAll(() => {
    pbs.close();
    server.close();
    process.env.PATH = path;
    delete process.env.STAND_IN_FOR_PBS;
    rmSync(folder, { recursive: true });
  });
}
