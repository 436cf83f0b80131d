/**
 * Workers share a queue of rows without a server, and lose nothing.
 *
 * @packageDocumentation
 */
export { LoadBalancingBackend } from './load-balancing-backend.ts';
