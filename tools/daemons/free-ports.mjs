import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Returns the first of `count` consecutive free ports, below those that the system assigns.
 *
 * @param {number} count @param {string} address
 */
export async function freePorts(count, address) {
  for (;;) {
    const first = randomInt(10_000, 30_000 - count);
    const ports = Array.from({ length: count }, (_, i) => first + i);
    const free = await Promise.all(ports.map((port) => isFree(port, address)));
    if (free.every(Boolean)) return first;
  }
}

/** @returns {Promise<boolean>} */
function isFree(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
