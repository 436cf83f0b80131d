/**
 * Workers share a queue of rows without a server, and no row is lost.
 *
 * @packageDocumentation
 */
export { LoadBalancingBackend } from './load-balancing-backend.ts';
