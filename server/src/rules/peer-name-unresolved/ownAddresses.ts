import type { Range } from '../../base/range.ts';
import { podSpecOf } from '../../facts/pods.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { fileEndings, isInOtherText, type WrittenText, writtenTexts } from './addresses.ts';

/** `$HOSTNAME.web.shop` in a container of a set: the address of the Pod that the text is read in. */
export interface OwnAddress {
  readonly text: string;
  readonly service: string;
  readonly namespace: string | undefined;
  /** Where the Service stands, from the document's start. */
  readonly serviceStart: number;
  /** Where all of it stands, from the document's start. */
  readonly range: Range;
}

// Each part is at most a DNS label long, so that no input makes this slow.
const ownPattern =
  /(?<![\w.)$-])\$(?:([A-Za-z_]\w{0,99})|\{([A-Za-z_]\w{0,99})\}|\((hostname(?: -s)?|[A-Za-z_]\w{0,99})\))\.([a-z][a-z0-9-]{0,62})(?:\.([a-z0-9][a-z0-9-]{0,62}))?(\.svc)?(?![\w-])/g;

/** The addresses that begin with a variable of the Pod's own name, in the containers of a set. */
export function* ownAddresses(manifest: Manifest): Generator<OwnAddress> {
  if (manifest.kind !== 'StatefulSet') return;
  const { tree, range } = manifest.view;
  if (!tree.text.slice(range.start, range.end).includes('$')) return;
  const known = new Map<number, ReadonlySet<string>>();
  for (const text of writtenTexts(manifest)) {
    if (!text.source.includes('$')) continue;
    const container = containerOf(text.view);
    if (!container) continue;
    const names = known.get(container.node) ?? podNameVariables(container, podSpecOf(manifest));
    known.set(container.node, names);
    yield* ownAddressesIn(text, names, manifest.namespace);
  }
}

function* ownAddressesIn(
  { source, start }: WrittenText,
  names: ReadonlySet<string>,
  ownNamespace: string | undefined,
): Generator<OwnAddress> {
  for (const match of source.matchAll(ownPattern)) {
    const [text, plain, inBraces, inBrackets, service, third, svc] = match;
    if (!names.has((plain ?? inBraces ?? inBrackets)!)) continue;
    const end = match.index + text.length;
    const isFull = svc !== undefined || third === 'svc';
    const goesOn = /^\.[a-z0-9]/i.test(source.slice(end, end + 2));
    const isInUrl = source.startsWith('//', match.index - 2) || /^:\d/.test(source.slice(end, end + 2));
    const isKnown = isFull || isInUrl || (third !== undefined && third === ownNamespace);
    if ((goesOn && !isFull) || (!isKnown && fileEndings.has(third ?? service!))) continue;
    if (isInOtherText(source, match.index, end)) continue;
    const namespace = third === 'svc' ? undefined : third;
    const range = { start: start + match.index, end: start + end };
    yield { text, service: service!, namespace, serviceStart: range.start + text.indexOf('.') + 1, range };
  }
}

/** The variables and commands that say the Pod's own name in a container. */
function podNameVariables(container: FieldView, podSpec: FieldView): ReadonlySet<string> {
  const names = new Set<string>();
  // In the network of its node the container has the name of that, and elsewhere what is written.
  const isOwnHost =
    podSpec.field('hostNetwork').boolean() !== true && podSpec.field('setHostnameAsFQDN').boolean() !== true;
  if (isOwnHost && !podSpec.field('hostnameOverride').hasValue) {
    for (const name of ['HOSTNAME', 'hostname', 'hostname -s']) names.add(name);
  }
  for (const variable of container.field('env').items()) {
    const name = variable.field('name').string() ?? '';
    const isPodName = variable.at('valueFrom', 'fieldRef', 'fieldPath').string() === 'metadata.name';
    if (isPodName) names.add(name);
    else names.delete(name);
  }
  return names;
}

function containerOf(view: FieldView): FieldView | undefined {
  for (let at: FieldView | undefined = view; at; at = at.parent) {
    const list: FieldView | undefined = at.parent;
    if (list && (list.step === 'containers' || list.step === 'initContainers')) return at;
  }
  return undefined;
}
