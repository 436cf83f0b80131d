/**
 * Evaluates a function on the rows of a space: serially, on all cores, on disk.
 *
 * @packageDocumentation
 */
