/**
 * Scheduler options as data, turned into the argument vector of a submission command.
 *
 * @packageDocumentation
 */
