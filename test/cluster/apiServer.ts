import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { type Certificate, makeCertificate } from './certificates.ts';

/** One certificate authority for all servers and users of a test run. */
export const authority: Certificate = makeCertificate('test authority', { isAuthority: true });

/** What the server does with a request instead of the usual: returns true where it has answered (or never will). */
export type Special = (request: IncomingMessage, response: ServerResponse) => boolean;

/** An API server on the loopback that knows storage.k8s.io and speaks TLS. */
export interface ApiServer {
  readonly url: string;
  /** Method and path of every request, in order. */
  readonly requests: string[];
  /** Bearer tokens and common names of client certificates that were shown. */
  readonly identities: string[];
  /** Objects by resource, as they are listed. */
  readonly objects: Record<string, unknown[]>;
  special: Special | undefined;
  /** Objects a page at most, whatever is asked for. */
  pageSize: number;
  close(): Promise<void>;
}

/** Starts a server whose certificate the authority signed, or another one. */
export async function startApiServer(
  certificate: Certificate = makeCertificate('api server', { issuer: authority }),
): Promise<ApiServer> {
  const api: ApiServer = {
    url: '',
    requests: [],
    identities: [],
    objects: { storageclasses: [], csidrivers: [], volumeattributesclasses: [] },
    special: undefined,
    pageSize: 500,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const tls = { cert: certificate.certificate, key: certificate.key, ca: authority.certificate };
  const server = https.createServer({ ...tls, requestCert: true, rejectUnauthorized: false }, (request, response) => {
    api.requests.push(`${request.method} ${request.url}`);
    api.identities.push(identityOf(request));
    if (!api.special?.(request, response)) answer(api, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(api, { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

function identityOf(request: IncomingMessage): string {
  const socket = request.socket as TLSSocket;
  const shown = socket.authorized ? socket.getPeerCertificate().subject?.CN : undefined;
  return String(shown ?? request.headers.authorization ?? 'nobody');
}

/** Lists a resource page by page, as the API server does: `continue` is where the next page begins. */
function answer(api: ApiServer, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '', api.url);
  const [, resource = ''] = /^\/apis\/storage\.k8s\.io\/v1\/(\w+)$/.exec(url.pathname) ?? [];
  const objects = api.objects[resource];
  if (request.method !== 'GET' || !objects) {
    send(response, 404, { kind: 'Status', code: 404 });
    return;
  }
  const start = Number(url.searchParams.get('continue') ?? 0);
  const end = start + Math.min(api.pageSize, Number(url.searchParams.get('limit') ?? Number.POSITIVE_INFINITY));
  const metadata = end < objects.length ? { continue: `${end}`, remainingItemCount: objects.length - end } : {};
  send(response, 200, { kind: 'List', apiVersion: 'storage.k8s.io/v1', metadata, items: objects.slice(start, end) });
}

/** Answers with JSON, or with a text as it is. */
export function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** A proxy that opens tunnels, and notes where to. */
export async function startProxy(): Promise<{ url: string; tunnels: string[]; close: () => Promise<void> }> {
  const tunnels: string[] = [];
  const sockets = new Set<Duplex>();
  const server = http.createServer();
  server.on('connect', ({ url = '' }, socket: Duplex, head) => {
    tunnels.push(url);
    const { hostname, port } = new URL(`http://${url}`);
    const target = net.connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.write(head);
      target.pipe(socket);
      socket.pipe(target);
    });
    for (const end of [socket, target]) {
      sockets.add(end);
      end.on('error', () => {}); // the test sees it at the other end
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tunnels, close };
}
