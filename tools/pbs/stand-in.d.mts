/** Puts stand-ins for the commands of PBS at the front of PATH for the tests of a file. */
export declare function standInForPbs(dialect: 'OpenPBS' | 'Torque'): void;
