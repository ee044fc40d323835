import { shiftRange } from '../base/range.ts';
import { podNameLabel, splitPodName } from '../facts/podNames.ts';
import type { FieldView } from '../manifest/fieldView.ts';
import type { Manifest } from '../manifest/manifest.ts';
import {
  type Address,
  addressesIn,
  documentMayHoldAddress,
  isInOtherText,
  kindsWithAddresses,
  writtenTexts,
} from '../rules/peer-name-unresolved/addresses.ts';
import { type OwnAddress, ownAddresses } from '../rules/peer-name-unresolved/ownAddresses.ts';
import { isNamedHost } from './hostSites.ts';
import type { NameSite } from './nameSites.ts';

/** The sets and Services that are named in addresses of Pods (`web-0.web`), where values hold such. */
export function addressSites(manifest: Manifest): NameSite[] {
  if (!kindsWithAddresses.includes(manifest.kind)) return [];
  const own = [...ownAddresses(manifest)].map((address) => ownSite(address, manifest));
  if (!documentMayHoldAddress(manifest.document)) return own;
  const sites = new Map<number, NameSite>();
  for (const { view, source, start } of writtenTexts(manifest)) {
    for (const address of addressesIn(source, manifest.namespace)) {
      if (address.mayBeOther && !isHost(address, source, view)) continue;
      const found = sitesOf(address, start, manifest);
      const member = found[0] && memberBefore(source, address);
      if (member !== undefined) found.push(moved(found[0]!, start + member - found[0]!.range.start));
      for (const site of found) sites.set(site.range.start, site);
    }
  }
  return [...own, ...sites.values()];
}

/** The Service in the address by which a Pod of a set names itself. */
function ownSite({ service, serviceStart: start, ...own }: OwnAddress, manifest: Manifest): NameSite {
  const namespace = own.namespace ?? manifest.namespace;
  const name = { type: 'object', kind: 'Service', name: service, namespace, partner: manifest.name } as const;
  return { name, isDefinition: false, range: { start, end: start + service.length } };
}

/** Whether what could be the name of a file, as `db-0.db`, is a host: by the port behind it, or what the value is called. */
function isHost({ start, end }: Address, source: string, view: FieldView): boolean {
  if (isInOtherText(source, start, end)) return false;
  return /^:\d/.test(source.slice(end, end + 2)) || isNamedHost(source, view);
}

function sitesOf(address: Address, textStart: number, manifest: Manifest): NameSite[] {
  // `web-0.web.example.com` belongs to somebody else.
  if (address.goesOn && !address.isFull) return [];
  const { set, service, pod } = address;
  const namespace = address.namespace ?? manifest.namespace;
  const start = textStart + address.start;
  const serviceStart = start + `${pod}.`.length;
  return [
    {
      name: { type: 'object', kind: 'StatefulSet', name: set, namespace, partner: service },
      isDefinition: false,
      range: { start, end: start + set.length },
    },
    {
      name: { type: 'object', kind: 'Service', name: service, namespace, partner: set },
      isDefinition: false,
      range: { start: serviceStart, end: serviceStart + service.length },
    },
  ];
}

/** The start of the Pod's name where it stands as that of a member before its address: `web-0=http://web-0.web`. */
function memberBefore(source: string, { set, ordinal, start }: Address): number | undefined {
  const member = `${set}-${ordinal}=`;
  const at = schemeStart(source, start) - member.length;
  const isMember = at >= 0 && source.startsWith(member, at) && !/[\w.$/@-]/.test(source.charAt(at - 1));
  return isMember ? at : undefined;
}

/** Where `http://` in front of a place begins; the place itself where there is none. */
function schemeStart(source: string, end: number): number {
  if (end < 3 || !source.startsWith('://', end - 3)) return end;
  let start = end - 3;
  while (start > 0 && /[a-z0-9+.-]/.test(source.charAt(start - 1))) start--;
  return start;
}

function moved(site: NameSite, by: number): NameSite {
  return { ...site, range: shiftRange(site.range, by) };
}

/** The set whose Pod a selector chooses by its name; `range` is that of the text without quotes. */
export function podNameSite(
  manifest: Manifest,
  selector: FieldView,
  valueRange: (view: FieldView) => NameSite['range'],
) {
  const view = selector.field(podNameLabel);
  const parts = splitPodName(view.string() ?? '');
  if (!parts) return [];
  const { start } = valueRange(view);
  // Behind an alias and in a text with escapes it stands elsewhere.
  if (!view.tree.text.startsWith(parts.set, start)) return [];
  const name = { type: 'object', kind: 'StatefulSet', name: parts.set, namespace: manifest.namespace } as const;
  return [{ name, isDefinition: false, range: { start, end: start + parts.set.length } }];
}
