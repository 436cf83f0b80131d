import { CONTAINERS } from './containers.ts';
import type { Handler, Machine } from './machine.ts';
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

/** Runs `machine` to the end of its bytes, or to the opcode that stops it. */
export function run(machine: Machine): void {
  const { bytes } = machine;
  while (machine.position < bytes.length && !machine.stopped) {
    const opcode = bytes[machine.position++]!;
    const handler = HANDLERS[opcode];
    if (handler === undefined) machine.fail(`opcode 0x${opcode.toString(16)} is not known`);
    handler(machine);
  }
}
