/**
 * Append-only record of evaluated rows that survives a crash at any instant.
 *
 * @packageDocumentation
 */
