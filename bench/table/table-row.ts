/** One line of the table at one size, as it is written to JSON. */
export interface TableRow {
  readonly group: string;
  readonly work: string;
  readonly size: number;
  readonly unit: string;
  /** Seconds of CPU. */
  readonly ours: number;
  readonly peers: readonly PeerFigure[];
  /** Largest memory of all processes together, in bytes. */
  readonly memory?: number;
  /** Files that are there in the end. */
  readonly files?: number;
  /** Bytes of these files. */
  readonly bytes?: number;
  /** The growth of the time since the size before: 1 if it is in proportion to the size. */
  readonly exponent?: number;
}

/** The seconds of CPU of a peer, or why there are none. */
export interface PeerFigure {
  readonly name: string;
  readonly cpu?: number;
  readonly absent?: 'not here' | 'not at this size';
}
