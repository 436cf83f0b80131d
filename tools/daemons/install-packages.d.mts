/** Installs the Debian packages whose files are missing. Throws if that needs a person. */
export declare function installPackages(packages: Readonly<Record<string, string>>): void;
