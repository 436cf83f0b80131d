/** The kinds of file systems, by the number that `statfs` returns (statfs(2) and the Linux sources). */
const KINDS: Readonly<Record<number, readonly [name: string, reach: 'shared' | 'local']>> = {
  0x6969: ['NFS', 'shared'],
  0x0bd00bd0: ['Lustre', 'shared'],
  0x47504653: ['GPFS', 'shared'],
  0x19830326: ['BeeGFS', 'shared'],
  0x00c36400: ['Ceph', 'shared'],
  0xff534d42: ['CIFS', 'shared'],
  0xfe534d42: ['SMB', 'shared'],
  0x5346414f: ['AFS', 'shared'],
  0xef53: ['ext4', 'local'],
  0x58465342: ['XFS', 'local'],
  0x9123683e: ['Btrfs', 'local'],
  0x2fc12fc1: ['ZFS', 'local'],
  0x01021994: ['tmpfs', 'local'],
  0x794c7630: ['overlay', 'local'],
};

/** A kind of file system. */
export interface FileSystemKind {
  readonly name: string;
  /** `shared` if it is that of a file server; `unknown` for FUSE and others that can be either. */
  readonly reach: 'shared' | 'local' | 'unknown';
}

/**
 * Returns the kind of a file system from its number.
 *
 * @example
 * ```ts
 * fileSystemKind(0x6969); // => { name: 'NFS', reach: 'shared' }
 * fileSystemKind(0x65735546).reach; // => 'unknown'
 * ```
 */
export function fileSystemKind(type: number): FileSystemKind {
  const [name, reach] = KINDS[type] ?? [`type 0x${type.toString(16)}`, 'unknown'];
  return { name, reach };
}
