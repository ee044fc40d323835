import { type Manifest, manifestsOf } from '../../manifest/manifest.ts';
import type { DocumentEdit } from '../../manifest/problem.ts';
import { addressesIn, kindsWithAddresses, mayHoldAddress, textsOf, writtenTexts } from './addresses.ts';
import { ownAddresses } from './ownAddresses.ts';

/** The edits that move the addresses of a set's Pods from one Service to another, in the set's document. */
export function moveAddresses(set: Manifest, service: string, newName: string): readonly DocumentEdit[] {
  const starts = new Set<number>();
  const manifests = mayHoldAddress(set.document.text) ? manifestsOf(set.document) : [];
  for (const manifest of manifests) {
    for (const start of serviceStarts(manifest, set, service)) starts.add(start);
  }
  for (const own of ownAddresses(set)) {
    if (own.service === service && isIn(own.namespace, set)) starts.add(own.serviceStart);
  }
  return [...starts].map((start) => ({ start, end: start + service.length, newText: newName }));
}

function* serviceStarts(manifest: Manifest, set: Manifest, service: string): Generator<number> {
  if (!kindsWithAddresses.includes(manifest.kind)) return;
  for (const { source, start } of writtenTexts(manifest)) {
    for (const address of addressesIn(source, manifest.namespace)) {
      if (address.set !== set.name || address.service !== service) continue;
      if (address.mayBeOther || (address.goesOn && !address.isFull)) continue;
      if (!isIn(address.namespace ?? manifest.namespace, set)) continue;
      yield start + address.start + `${address.pod}.`.length;
    }
  }
}

function isIn(namespace: string | undefined, set: Manifest): boolean {
  return namespace === undefined || namespace === (set.namespace ?? namespace);
}

/** Whether texts of the set may name its Pods in ways that cannot be changed: behind aliases, and in templates. */
export function mayHideAddresses(set: Manifest, service: string): boolean {
  const plain = new Set([...writtenTexts(set)].map(({ start }) => start));
  for (const view of textsOf(set)) {
    if (!plain.has(view.sourceStart) && (view.source() ?? '').includes(`.${service}`)) return true;
  }
  return false;
}
