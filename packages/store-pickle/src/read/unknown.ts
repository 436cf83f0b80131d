import { Part } from './part.ts';

/**
 * An object of a class that is not in the closed list. Nothing is known of it but the name of the
 * class: whatever a pickle does to it is ignored. It is refused if it is a part of what is read.
 */
export class Unknown extends Part {
  readonly label: string;

  constructor(label: string) {
    super();
    this.label = label;
  }
}
