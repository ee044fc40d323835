import { sameNamespace, type WorkspaceView } from '../../analysis/workspaceView.ts';
import { memoize } from '../../base/memoize.ts';
import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { YamlDocument } from '../../yaml/tree.ts';
import type { Finding, RuleContext } from '../rule.ts';
import { type OwnAddress, ownAddressesInTexts, placed } from './ownAddresses.ts';

/**
 * The addresses by which a Pod of a set names itself behind another Service than the set's. Kubernetes:
 * `pkg/controller/statefulset/stateful_set_utils.go`: the subdomain of each Pod is `serviceName`, and a headless Service
 * gives names to the Pods alone whose subdomain it is.
 */
export function* ownFaults({ manifest, workspace }: RuleContext): Generator<Finding> {
  if (manifest.kind !== 'StatefulSet' || manifest.isTemplate || !manifest.ask(mayHoldFullAddress)) return;
  const { serviceName } = statefulSetFacts(manifest);
  const own = serviceName.string() ?? '';
  // What is no text, or is filled in later, may be anything.
  if ((own === '' && serviceName.hasValue) || own.includes('$')) return;
  for (const { view, address } of ownAddressesInTexts(manifest)) {
    if (!address.isFull || address.service === own || !isSurelyOwn(address, view.source() ?? '')) continue;
    if (!sameNamespace(address.namespace, manifest.namespace)) continue;
    if (isServiceNameWrong({ namespace: manifest.namespace, service: own }, address.service, workspace)) continue;
    const { text, service, serviceStart, range } = placed(address, view.sourceStart);
    const behind = own ? `its Service is "${own}"` : 'it names no Service';
    // Where the set's own Service is not there, either, the address may be what is right.
    const isKnown = own !== '' && workspace.named('Service', own, manifest.namespace).length > 0;
    const edits = [{ start: serviceStart, end: serviceStart + service.length, newText: own }];
    yield {
      at: { range, field: view.path },
      message: `"${text}" will not resolve: StatefulSet "${manifest.name}" is not behind "${service}", ${behind}`,
      ...(own ? { related: [{ message: 'The Service of the set', range: serviceName.range }] } : {}),
      fixes: () => (isKnown ? [{ title: `Change to "${own}"`, isSafe: false, edits }] : []),
    };
  }
}

/**
 * Whether a set's Service is not there and that of an address is: then `serviceName` is what is wrong, which
 * service-name-unresolved tells, and not each address.
 */
export function isServiceNameWrong(
  { service, namespace }: { readonly service: string | undefined; readonly namespace: string | undefined },
  addressed: string,
  workspace: WorkspaceView,
): boolean {
  if (!service || !workspace.isComplete) return false;
  const isThere = (name: string) => workspace.named('Service', name, namespace).length > 0;
  return isThere(addressed) && !isThere(service);
}

/** A script may put something else into the variable, and no shell has one of the name of the command. */
function isSurelyOwn({ variable, text }: OwnAddress, source: string): boolean {
  if (variable === 'hostname' && !text.startsWith('$(')) return false;
  return !source.includes(`${variable}=`);
}

const mayHoldFullAddress = memoize(({ text }: YamlDocument): boolean => text.includes('$') && text.includes('.svc'));
