import { type ObjectSummary, sameNamespace } from '../../analysis/workspaceView.ts';
import { podAddress } from '../../facts/podNames.ts';
import { podName } from '../../facts/statefulSet.ts';
import {
  type Address,
  addressesIn,
  kindsWithAddresses,
  mayHoldAddress,
} from '../../rules/peer-name-unresolved/addresses.ts';
import { ownAddresses } from '../../rules/peer-name-unresolved/ownAddresses.ts';
import { hasOrdinal, podRange } from '../../rules/podNames.ts';
import { code } from '../markdown.ts';
import { conceptLinks } from './links.ts';
import type { OwnNames } from './ownNames.ts';
import type { HoverPlace } from './place.ts';
import { renderHover } from './render.ts';

/** The address of a Pod in a value (`web-0.web`): whose Pod it is, and whether DNS will answer. */
export function addressHover(place: HoverPlace, names: OwnNames): string | undefined {
  const { manifest, snapshot } = place;
  const own = ownAddressHover(place);
  if (own !== undefined) return own;
  const found = kindsWithAddresses.includes(manifest.kind) ? addressAt(place) : undefined;
  if (!found) return undefined;
  const namespace = found.namespace ?? manifest.namespace;
  const set = snapshot.workspace
    .named('StatefulSet', found.set, namespace)
    .find((one) => !one.isTemplate && sameNamespace(one.namespace, namespace));
  if (!set?.details.statefulSet) return undefined;
  // `db-0.db` looks like a file, save to whoever knows that `db` is the Service of the set `db`.
  if (found.mayBeOther && set.details.statefulSet.serviceName !== found.service) return undefined;
  return renderHover({
    title: found.text,
    note: 'address of a Pod',
    answer: answerOf(found, set),
    here: hereOf(found, set, names),
    links: conceptLinks('stable-network-identity'),
  });
}

/** The address by which each Pod of a set names itself: `$HOSTNAME.web`. */
function ownAddressHover({ manifest, view, offset, snapshot }: HoverPlace): string | undefined {
  if (view.string() === undefined) return undefined;
  const { range } = view;
  const found = [...ownAddresses(manifest)].find(({ range: own }) => own.start <= offset && offset <= own.end);
  const isHere = found && range.start <= found.range.start && found.range.end <= range.end;
  const set = snapshot.workspace
    .named('StatefulSet', manifest.name, manifest.namespace)
    .find((one) => !one.isTemplate && sameNamespace(one.namespace, manifest.namespace));
  if (!isHere || !set || set.details.statefulSet?.serviceName !== found.service) return undefined;
  return renderHover({
    title: found.text,
    note: 'address of a Pod',
    answer: `Each Pod of StatefulSet ${code(set.name)} itself, behind its governing Service ${code(found.service)}`,
    here: [podsOf(set)],
    links: conceptLinks('stable-network-identity'),
  });
}

/** The address under the cursor, or the only one of the value. */
function addressAt({ view, offset }: HoverPlace): Address | undefined {
  const source = view.string() === undefined ? undefined : view.source();
  if (source === undefined || !mayHoldAddress(source)) return undefined;
  const start = view.sourceStart;
  const all = [...addressesIn(source)];
  const under = all.find((one) => start + one.start <= offset && offset <= start + one.end);
  return under ?? (all.length === 1 ? all[0] : undefined);
}

function answerOf(address: Address, set: ObjectSummary): string {
  const { name, details } = set;
  const { serviceName } = details.statefulSet!;
  if (!hasOrdinal(set, address.ordinal)) return `StatefulSet ${code(name)} has no Pod of that number`;
  const pod = `${podsIn(address, name)} of StatefulSet ${code(name)}`;
  return serviceName === address.service
    ? `${pod}, behind its governing Service ${code(serviceName)}`
    : `${pod}, but by another Service than its governing one, which is ${serviceName ? code(serviceName) : 'none'}`;
}

function podsIn({ firstOrdinal, ordinal }: Address, set: string): string {
  const last = code(podName(set, ordinal));
  return firstOrdinal === ordinal ? `Pod ${last}` : `Pods ${code(podName(set, firstOrdinal))} to ${last}`;
}

function hereOf(address: Address, set: ObjectSummary, names: OwnNames): string[] {
  const { serviceName } = set.details.statefulSet!;
  const pods = podsOf(set);
  if (!serviceName || serviceName !== address.service) return [pods];
  const namespace = set.namespace ?? address.namespace ?? names.namespace;
  const { clusterDomain } = names;
  const full = podAddress(podName(set.name, address.ordinal), { service: serviceName, namespace, clusterDomain });
  return [pods, ...(address.isFull ? [] : [`In full: ${code(full)}`])];
}

function podsOf(set: ObjectSummary): string {
  const name = code(set.name);
  return set.details.statefulSet?.replicas === 0 ? `${name} has no Pods now.` : `Pods of ${name}: ${podRange(set)}.`;
}
