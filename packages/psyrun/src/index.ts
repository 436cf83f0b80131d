/**
 * The usual psyrun: the psy command, the API and the usual plugins.
 *
 * @packageDocumentation
 */
