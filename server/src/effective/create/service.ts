import { type JsonObject, objectAt, stringsAt, textAt } from '../json.ts';

/**
 * The IP families of a new Service in a cluster that has IPv4 alone, as most have. Addresses and node ports are the
 * cluster's to give and left out. Kubernetes: `pkg/registry/core/service/storage/alloc.go`, `initIPFamilyFields`.
 */
export function createService(service: JsonObject): void {
  const spec = objectAt(service, 'spec');
  if (!spec || textAt(spec, 'type') === 'ExternalName') return;
  const isHeadless = textAt(spec, 'clusterIP') === 'None';
  const hasNoSelector = Object.keys(objectAt(spec, 'selector') ?? {}).length === 0;
  const isOpen = isHeadless && hasNoSelector;
  spec.ipFamilyPolicy ??= isOpen ? 'RequireDualStack' : 'SingleStack';
  const families = stringsAt(spec, 'ipFamilies');
  if (!isHeadless) {
    const single = textAt(spec, 'clusterIP');
    const addresses = stringsAt(spec, 'clusterIPs').length > 0 ? stringsAt(spec, 'clusterIPs') : [single];
    for (const address of addresses.slice(families.length)) if (address !== '') families.push(familyOf(address));
  }
  if (families.length === 0) families.push('IPv4');
  // Whoever makes the endpoints of such a Service may use both families, also where the cluster has one.
  if (isOpen && families.length === 1 && spec.ipFamilyPolicy !== 'SingleStack') {
    families.push(families[0] === 'IPv4' ? 'IPv6' : 'IPv4');
  }
  spec.ipFamilies = families;
}

function familyOf(address: string): string {
  return address.includes(':') ? 'IPv6' : 'IPv4';
}
