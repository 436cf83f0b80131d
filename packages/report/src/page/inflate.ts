import { fromPlanes, type Packed } from '../codec/packed.ts';

/** Returns the codes of a column. */
export async function unpack(packed: Packed): Promise<Uint32Array> {
  return fromPlanes(await inflated(packed.data), packed);
}

/** Returns deflated text. */
export async function unpackText(data: string): Promise<string> {
  return new TextDecoder().decode(await inflated(data));
}

async function inflated(data: string): Promise<Uint8Array> {
  const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
