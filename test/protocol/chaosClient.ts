import assert from 'node:assert/strict';
import { CancellationTokenSource, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver-protocol/node';
import { clusterRefreshMethod } from '../../server/src/protocol/cluster.ts';
import { effectiveMethod } from '../../server/src/protocol/effective.ts';
import { previewMethod, previewPageMethod } from '../../server/src/protocol/preview.ts';
import { Random } from '../properties/support/random.ts';
import { fullCapabilities, LspClient, pullCapabilities } from '../support/lspClient.ts';
import { headlessService, statefulSet } from '../support/manifests.ts';

/** What a session with a client that keeps to no rule came to. */
export interface ChaosCounts {
  requests: number;
  results: number;
  notifications: number;
  /** Refused requests by the code of the error. */
  readonly errors: Map<number, number>;
}

/** Errors that the protocol has for what a client does wrong, or takes back. */
const proper: readonly number[] = [
  ErrorCodes.InvalidRequest,
  ErrorCodes.MethodNotFound,
  ErrorCodes.InvalidParams,
  ErrorCodes.ServerNotInitialized,
  LSPErrorCodes.RequestCancelled,
  LSPErrorCodes.ContentModified,
  LSPErrorCodes.RequestFailed,
];

const requestMethods: readonly string[] = [
  ...['completion', 'hover', 'codeAction', 'documentSymbol', 'definition', 'references', 'rename', 'prepareRename'],
  ...[
    'documentHighlight',
    'foldingRange',
    'selectionRange',
    'inlayHint',
    'formatting',
    'onTypeFormatting',
    'diagnostic',
  ],
].map((name) => `textDocument/${name}`);

const otherRequests: readonly string[] = [
  ...[
    'workspace/symbol',
    'completionItem/resolve',
    'codeAction/resolve',
    'workspace/diagnostic',
    'workspace/executeCommand',
    'initialize',
  ],
  ...[effectiveMethod, previewMethod, previewPageMethod, clusterRefreshMethod],
  ...['no/suchMethod', 'textDocument/moniker', '$/unknown'],
];

const notificationMethods: readonly string[] = [
  ...['textDocument/didOpen', 'textDocument/didChange', 'textDocument/didClose', 'textDocument/didSave'],
  ...['workspace/didChangeConfiguration', 'workspace/didChangeWatchedFiles', 'workspace/didChangeWorkspaceFolders'],
  ...[
    'initialized',
    '$/setTrace',
    '$/cancelRequest',
    '$/unknown',
    'no/suchNotification',
    'window/workDoneProgress/cancel',
  ],
];

/** Values that no parameter should have. */
const nonsense: readonly unknown[] = [
  ...[null, 0, -1, 1e300, '', 'text', true, [], {}, [null], { uri: null }, { line: -5, character: 1e9 }],
  ...[
    { line: 'a', character: {} },
    { uri: 'file:///%zz' },
    { start: null },
    'constructor',
    { __proto__: null, length: 3 },
  ],
];

const texts: readonly string[] = [
  statefulSet,
  headlessService,
  '',
  'a: [',
  '\u0000',
  'kind: List\nitems: 5\n',
  '---\n---\n',
];

/** Sends messages of all kinds in any order, and holds every answer against the protocol. */
export async function chaos(client: LspClient, { seed, steps }: { seed: number; steps: number }): Promise<ChaosCounts> {
  const random = new Random(seed);
  const counts: ChaosCounts = { requests: 0, results: 0, notifications: 0, errors: new Map() };
  let waiting: Promise<void>[] = [];
  for (let step = 0; step < steps; step++) {
    if (random.isOneIn(2)) waiting.push(request(client, { random, counts }));
    else {
      const { method, params } = notification(random);
      counts.notifications++;
      await client.connection.sendNotification(method, params);
    }
    if (waiting.length < 40) continue;
    await Promise.all(waiting);
    waiting = [];
  }
  await Promise.all(waiting);
  return counts;
}

/** Closes whatever may be open, and holds the server against what a fresh one says. */
export async function assertWell(client: LspClient): Promise<void> {
  for (const uri of uris) await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { statefulset: {} } });
  const textDocument = { uri: 'file:///nowhere/well.yaml' };
  const text = `${statefulSet.replace('replicas:', 'replica:')}---\n${headlessService}`;
  await client.connection.sendNotification('textDocument/didOpen', {
    textDocument: { ...textDocument, languageId: 'yaml', version: 1, text },
  });
  const symbols = await client.request<{ name: string }[]>('textDocument/documentSymbol', { textDocument });
  assert.deepEqual(
    symbols.map(({ name }) => name),
    ['StatefulSet web', 'Service web'],
  );
  const line = text.split('\n').findIndex((each) => each.includes('replica:'));
  const hover = await client.request('textDocument/hover', {
    textDocument,
    position: { line: line - 1, character: 4 },
  });
  assert.match(JSON.stringify(hover), /serviceName/);
  await client.connection.sendNotification('textDocument/didClose', { textDocument });
}

/** Adds up counts of several sessions. */
export function addCounts(sum: ChaosCounts, more: ChaosCounts): void {
  sum.requests += more.requests;
  sum.results += more.results;
  sum.notifications += more.notifications;
  for (const [code, count] of more.errors) sum.errors.set(code, (sum.errors.get(code) ?? 0) + count);
}

export function describeCounts({ requests, results, notifications, errors }: ChaosCounts): string {
  const refused = [...errors].sort(([a], [b]) => a - b).map(([code, count]) => `${count} × ${code}`);
  return `${requests} requests (${results} answered, refused: ${refused.join(', ')}), ${notifications} notifications`;
}

/** A server in this process, for a client that pulls diagnostics or is pushed them. */
export function chaosClient(random: Random): LspClient {
  const capabilities = random.isOneIn(2) ? fullCapabilities : pullCapabilities;
  return LspClient.inProcess({ capabilities, folders: random.isOneIn(2) ? [] : ['file:///nowhere'] });
}

const uris: readonly string[] = [
  ...['file:///nowhere/a.yaml', 'file:///nowhere/b.yaml', 'file:///nowhere/c.json', 'untitled:Untitled-1'],
  ...['file:///nowhere/kustomization.yaml', 'not a uri', 'file:///%zz', '', 'git:/a.yaml?{"ref":"~"}'],
];

/** Folders that are there, are none, lie within each other, or are one in two spellings. */
const folders: readonly string[] = [
  ...['file:///nowhere', 'file:///nowhere/', 'file:///nowhere/in', 'file:///nowhere/in/deeper', 'file:///gone'],
  ...['file:///C:/x', 'file:///c%3A/x', 'file:///%zz', 'untitled:x', 'not a uri', ''],
];

function someFolders(random: Random): unknown[] {
  return Array.from({ length: random.below(4) }, () => ({ uri: random.pick(folders), name: 'x' }));
}

async function request(client: LspClient, { random, counts }: { random: Random; counts: ChaosCounts }): Promise<void> {
  const method = random.isOneIn(4) ? random.pick(otherRequests) : random.pick(requestMethods);
  const params = spoiled(random, requestParams(random));
  const source = new CancellationTokenSource();
  counts.requests++;
  const answer = client.request(method, params, source.token);
  if (random.isOneIn(4)) source.cancel();
  try {
    await answer;
    counts.results++;
  } catch (error) {
    const code = error instanceof ResponseError ? error.code : 0;
    // The protocol library itself trips over an `initialize` without capabilities, before any handler sees it.
    const isLibrary = method === 'initialize' && code === ErrorCodes.InternalError;
    assert.ok(
      isLibrary || proper.includes(code),
      `${method} ${JSON.stringify(params)} is answered with ${code}: ${String(error)}`,
    );
    counts.errors.set(code, (counts.errors.get(code) ?? 0) + 1);
  }
}

function requestParams(random: Random): Record<string, unknown> {
  const position = place(random);
  return {
    textDocument: { uri: random.pick(uris) },
    position,
    positions: [position, place(random)],
    range: { start: position, end: place(random) },
    context: { diagnostics: [], includeDeclaration: true, triggerKind: 1 },
    options: { tabSize: 2, insertSpaces: true },
    newName: random.pick(['a', '', 'not a name', '💥']),
    ch: '\n',
    query: 'web',
    previousResultIds: [],
    label: 'x',
    data: random.pick(nonsense),
    uri: random.pick(uris),
    command: 'statefulset.none',
    capabilities: {},
    processId: null,
    rootUri: null,
  };
}

function place(random: Random): unknown {
  return { line: random.below(60) * (random.isOneIn(9) ? 1e6 : 1), character: random.below(40) };
}

function notification(random: Random): { method: string; params: unknown } {
  const method = random.pick(notificationMethods);
  const uri = random.pick(uris);
  const range = { start: place(random), end: place(random) };
  const change = random.isOneIn(2)
    ? { text: random.pick(texts) }
    : { range, text: random.pick(['a', '\n', '- x: [', '']) };
  const params = {
    textDocument: { uri, languageId: 'yaml', version: random.below(50) - 20, text: random.pick(texts) },
    contentChanges: [change],
    settings: {
      statefulset: random.pick([
        ...nonsense,
        ...[{ rules: { 'unknown-field': 5 } }, { kubernetesVersion: 'x' }, { kubernetesVersion: '1.30' }],
        ...[{ exclude: ['**/**/**/**/a', '!', '', 5, '{{{', '[', '*'.repeat(500)] }, { exclude: { length: 1e9 } }],
        ...[{ rules: { ['x'.repeat(1e5)]: 'off' } }, { platform: ['eks'] }, { storageClasses: [null] }],
      ]),
    },
    changes: [{ uri, type: 1 + random.below(4) }],
    event: { added: someFolders(random), removed: someFolders(random) },
    value: 'off',
    id: random.below(1000),
    token: 1,
  };
  return { method, params: spoiled(random, params) };
}

/** The parameters, or one of them (or a part of one) replaced by something that it must not be. */
function spoiled(random: Random, params: Record<string, unknown>): object | undefined {
  if (!random.isOneIn(3)) return params;
  if (random.isOneIn(6)) return random.pick([undefined, [], [1, 2], {}]);
  const copy = structuredClone(params);
  let at: Record<string, unknown> = copy;
  for (;;) {
    const key = random.pick(Object.keys(at));
    const inner = at[key];
    const isDeeper = typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0 && random.isOneIn(2);
    if (!isDeeper) {
      at[key] = random.pick(nonsense);
      return copy;
    }
    at = inner as Record<string, unknown>;
  }
}
