/**
 * Job trees as data, and the ledger of what was submitted.
 *
 * @packageDocumentation
 */
