import { type Range, shiftRange } from '../../base/range.ts';
import { podSpecOf } from '../../facts/pods.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { fileEndings, isInOtherText, textsOf } from './addresses.ts';

/** `$HOSTNAME.web.shop` in a container of a set: the address of the Pod that the text is read in. */
export interface OwnAddress {
  readonly text: string;
  /** What says the Pod's name: a variable, or the command `hostname`. */
  readonly variable: string;
  readonly service: string;
  readonly namespace: string | undefined;
  /** Written up to `.svc`, maybe with a variable for the namespace. */
  readonly isFull: boolean;
  /** Where the Service stands, from the document's start. */
  readonly serviceStart: number;
  /** Where all of it stands, from the document's start. */
  readonly range: Range;
}

// Each part is at most a DNS label long, so that no input makes this slow.
const ownPattern =
  /(?<![\w.)$-])\$(?:([A-Za-z_]\w{0,99})|\{([A-Za-z_]\w{0,99})\}|\((hostname(?: -s)?|[A-Za-z_]\w{0,99})\))\.([a-z][a-z0-9-]{0,62})(?:\.([a-z0-9][a-z0-9-]{0,62}))?(\.svc)?(?![\w-])/g;

/** Another variable for the namespace, and `.svc`: `$HOSTNAME.web.$NAMESPACE.svc`. */
const variableNamespace = /^\.\$(?:\w{1,100}|\{\w{1,100}\}|\(\w{1,100}\))\.svc(?![\w-])/;

/** The addresses that begin with a variable of the Pod's own name, in the containers of a set. */
export function* ownAddresses(manifest: Manifest): Generator<OwnAddress> {
  if (manifest.kind !== 'StatefulSet') return;
  const { tree, range } = manifest.view;
  if (!tree.text.slice(range.start, range.end).includes('$')) return;
  for (const { view, address } of ownAddressesInTexts(manifest)) yield placed(address, view.sourceStart);
}

/** The same, with offsets from the start of the text that each stands in: where that is need not be known. */
export function* ownAddressesInTexts(manifest: Manifest): Generator<{ view: FieldView; address: OwnAddress }> {
  const known = new Map<number, ReadonlySet<string>>();
  for (const view of textsOf(manifest)) {
    // What an alias stands for is read where it is written.
    const source = view.written === view.node ? view.source() : undefined;
    if (!source?.includes('$') || source.includes('{{')) continue;
    const container = containerOf(view);
    if (!container) continue;
    const names = known.get(container.node) ?? podNameVariables(container, podSpecOf(manifest));
    known.set(container.node, names);
    for (const address of ownAddressesIn(source, names, manifest.namespace)) yield { view, address };
  }
}

/** An address of `ownAddressesInTexts` with offsets from the document's start. */
export function placed(address: OwnAddress, textStart: number): OwnAddress {
  const range = shiftRange(address.range, textStart);
  return { ...address, serviceStart: address.serviceStart + textStart, range };
}

function* ownAddressesIn(
  source: string,
  names: ReadonlySet<string>,
  ownNamespace: string | undefined,
): Generator<OwnAddress> {
  for (const match of source.matchAll(ownPattern)) {
    const [text, plain, inBraces, inBrackets, service, third, svc] = match;
    const variable = (plain ?? inBraces ?? inBrackets)!;
    if (!names.has(variable)) continue;
    const start = match.index;
    const end = start + text.length;
    const isFull =
      svc !== undefined ||
      third === 'svc' ||
      (third === undefined && variableNamespace.test(source.slice(end, end + longestNamespace)));
    const goesOn = /^\.[a-z0-9]/i.test(source.slice(end, end + 2));
    const isInUrl = source.startsWith('//', start - 2) || /^:\d/.test(source.slice(end, end + 2));
    const isKnown = isFull || isInUrl || (third !== undefined && third === ownNamespace);
    if ((goesOn && !isFull) || (!isKnown && fileEndings.has(third ?? service!))) continue;
    if (isInOtherText(source, start, end)) continue;
    const namespace = third === 'svc' ? undefined : third;
    const serviceStart = start + text.indexOf('.') + 1;
    yield { text, variable, service: service!, namespace, isFull, serviceStart, range: { start, end } };
  }
}

/** A variable in brackets with its dots, `.svc`, and the character behind it. */
const longestNamespace = 110;

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
