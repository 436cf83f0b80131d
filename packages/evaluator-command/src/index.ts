/**
 * Rows evaluated by programs: Python, R, any worker program, any command.
 *
 * @packageDocumentation
 */
