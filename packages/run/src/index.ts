/**
 * One run of a task: its directory, the state of every row, merge, certificate.
 *
 * @packageDocumentation
 */
