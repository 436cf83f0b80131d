import { CONTAINERS } from './containers.ts';
import { MOST_OPEN, type Handler, type Machine } from './machine.ts';
import { MEMO } from './memo.ts';
import { OBJECTS, REFUSALS } from './objects.ts';
import { SCALARS } from './scalars.ts';

/** Opcodes about the pickle itself. */
const FRAMING: Readonly<Record<string, Handler>> = {
  '\x80': (machine) => {
    const protocol = machine.uint8();
    if (protocol > 5) machine.fail(`protocol ${protocol} is not known`);
  },
  // A frame states how many bytes belong together, for readers that read in pieces.
  '\x95': (machine) => void machine.skip(8),
  '.': (machine) => {
    machine.stopped = true;
  },
};

const HANDLERS = handlersByCode();

function handlersByCode(): readonly (Handler | undefined)[] {
  const handlers = Array<Handler | undefined>(256).fill(undefined);
  for (const group of [SCALARS, CONTAINERS, MEMO, OBJECTS, REFUSALS, FRAMING]) {
    for (const [opcode, handler] of Object.entries(group)) handlers[opcode.charCodeAt(0)] = handler;
  }
  return handlers;
}

/**
 * Opcodes that put what the stack holds into a container, which is then on top. Where one follows itself, each
 * container is in the next one.
 */
const CLOSING = new Set(Array.from('aeltdsu\x85\x90\x91', (code) => code.charCodeAt(0)));

/** Runs `machine` to the end of its bytes, or to the opcode that stops it. */
export function run(machine: Machine): void {
  const { bytes } = machine;
  let last = -1;
  let repeated = 0;
  while (machine.position < bytes.length && !machine.stopped) {
    const opcode = bytes[machine.position++]!;
    if (opcode !== last) {
      last = opcode;
      repeated = 0;
    } else if (++repeated > MOST_OPEN && CLOSING.has(opcode)) machine.tooDeep();
    const handler = HANDLERS[opcode];
    if (handler === undefined) machine.fail(`opcode 0x${opcode.toString(16)} is not known`);
    handler(machine);
  }
}
