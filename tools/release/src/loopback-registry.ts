import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { runProgram } from './run-program.ts';

/** The members of a package.json that a registry needs. */
export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly [field: string]: unknown;
}

interface Packument {
  readonly name: string;
  readonly versions: Record<string, PackageManifest>;
  readonly 'dist-tags': Record<string, string>;
}

/** The body of an `npm publish` request. */
interface Publication extends Packument {
  readonly _attachments: Readonly<Record<string, { readonly data: string }>>;
}

/** The names that are never looked up in another registry. */
const OWN_NAME = /^(?:@psyrun\/|psyrun(?:$|-))/;

/**
 * An npm registry on a free port of this machine. It ends with its process.
 *
 * It serves the packages that were added or published to it. For psyrun's own names it serves nothing
 * else; for any other package it redirects the client to the registry of npm's configuration.
 */
export class LoopbackRegistry {
  readonly #server: Server;
  readonly #upstream: string;
  readonly #packuments = new Map<string, Packument>();
  readonly #tarballs = new Map<string, Buffer>();

  private constructor(upstream: string) {
    this.#upstream = upstream.replace(/\/$/, '');
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    });
  }

  static async open(): Promise<LoopbackRegistry> {
    // Another folder, because npm config fails within a package of a workspace.
    const upstream = await runProgram(['npm', 'config', 'get', 'registry'], {
      cwd: tmpdir(),
      env: process.env,
    });
    const registry = new LoopbackRegistry(upstream.trim());
    await new Promise<void>((done) => registry.#server.listen(0, '127.0.0.1', done));
    return registry;
  }

  /** The address, with a slash at the end. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  /** The versions of each package. */
  get versions(): ReadonlyMap<string, readonly string[]> {
    const entries = [...this.#packuments.values()];
    return new Map(entries.map(({ name, versions }) => [name, Object.keys(versions)]));
  }

  /** Adds a version of a package, with its tarball. */
  add(manifest: PackageManifest, tarball: Buffer): void {
    const { name, version } = manifest;
    const path = `${name}/-/${name.replace(/^@.*\//, '')}-${version}.tgz`;
    const digest = (algorithm: string, encoding: 'hex' | 'base64') =>
      createHash(algorithm).update(tarball).digest(encoding);
    const dist = {
      tarball: this.url + path,
      shasum: digest('sha1', 'hex'),
      integrity: `sha512-${digest('sha512', 'base64')}`,
    };
    const { versions } = this.#packuments.get(name) ?? { versions: {} };
    this.#tarballs.set(path, tarball);
    this.#packuments.set(name, {
      name,
      versions: { ...versions, [version]: { ...manifest, dist } },
      'dist-tags': { latest: version },
    });
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(new URL(request.url!, this.url).pathname.slice(1));
    if (request.method === 'PUT') {
      this.#publish(JSON.parse(await bodyOf(request)) as Publication);
      return json(response, 201, { ok: true });
    }
    const tarball = this.#tarballs.get(path);
    if (tarball !== undefined) return void response.end(tarball);
    const packument = this.#packuments.get(path);
    if (packument !== undefined) return json(response, 200, packument);
    if (OWN_NAME.test(path)) return json(response, 404, { error: `${path} is not published here` });
    response.writeHead(302, { location: this.#upstream + request.url! }).end();
  }

  #publish({ versions, _attachments }: Publication): void {
    const [manifest] = Object.values(versions);
    const [attachment] = Object.values(_attachments);
    if (this.versions.get(manifest!.name)?.includes(manifest!.version)) {
      throw new Error(`${manifest!.name} ${manifest!.version} is published already`);
    }
    this.add(manifest!, Buffer.from(attachment!.data, 'base64'));
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function json(response: ServerResponse, status: number, content: unknown): void {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  response.writeHead(status, headers).end(JSON.stringify(content));
}
