/**
 * The psy command.
 *
 * @packageDocumentation
 */
