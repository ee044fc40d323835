import { own } from '../../../base/own.ts';
import { servedKinds } from '../../../schema/apiVersions.ts';
import { kinds, versionsOfKind } from '../../../schema/lookup.ts';
import type { EntryOffer } from '../offers.ts';
import { isListItem, knownText, mappingAt, type Request } from '../request.ts';
import { objectType } from '../schemaPlace.ts';
import type { Slot } from '../slots.ts';

/**
 * The first fields of an object whose kind is not written yet or is not described. Nothing in texts that do not look
 * like an object of Kubernetes.
 */
export function* rootFields(request: Request, slot: Slot, present: ReadonlySet<string>): Generator<EntryOffer> {
  const { path } = slot;
  const isRoot = path.length === 0 || isListItem(request, path);
  if (!isRoot || [...present].some((name) => !objectFields.includes(name))) return;
  const object = mappingAt(request, path);
  const kind = object && knownText(object.field('kind'));
  const apiVersion = object && knownText(object.field('apiVersion'));
  if (kind !== undefined && objectType(apiVersion ?? '', kind)) return;
  const blocks: Record<string, string> = {
    apiVersion: `apiVersion: ${(kind && versionsOfKind(kind)[0]) ?? '$0'}`,
    kind: `kind: ${onlyKind(apiVersion) ?? '$0'}`,
    metadata: 'metadata:\n  name: $0',
    spec: 'spec:\n  $0',
  };
  for (const [name, block] of Object.entries(blocks)) {
    if (present.has(name)) continue;
    yield {
      label: name,
      kind: 'field',
      name,
      detail: details[name]!,
      block,
      flow: (isJson) => flowOf(name, isJson),
      asksAgain: true,
    };
  }
}

const details: Readonly<Record<string, string>> = {
  apiVersion: 'string · required',
  kind: 'string · required',
  metadata: 'ObjectMeta',
  spec: 'object',
};

/** Fields at the root of one object or another. */
const objectFields: readonly string[] = [
  'apiVersion',
  'kind',
  'metadata',
  'spec',
  'status',
  'data',
  'stringData',
  'binaryData',
  'type',
  'immutable',
  'provisioner',
  'parameters',
  'items',
];

function onlyKind(apiVersion: string | undefined): string | undefined {
  if (apiVersion === undefined) return undefined;
  const fitting = kinds().filter((candidate) => candidate.apiVersion === apiVersion);
  return fitting.length === 1 && own(servedKinds, apiVersion)?.length === 1 ? fitting[0]!.kind : undefined;
}

function flowOf(name: string, isJson: boolean): string {
  const key = isJson ? JSON.stringify(name) : name;
  if (name === 'metadata' || name === 'spec') return `${key}: {$0\\}`;
  return isJson ? `${key}: "$0"` : `${key}: $0`;
}
