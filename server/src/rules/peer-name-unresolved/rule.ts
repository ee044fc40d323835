import { type ObjectSummary, sameNamespace } from '../../analysis/workspaceView.ts';
import { groupBy } from '../../base/groupBy.ts';
import { memoize } from '../../base/memoize.ts';
import { didYouMean, nearest } from '../../base/nearest.ts';
import { formatFault } from '../../schema/formats.ts';
import { relatedTo } from '../findings.ts';
import { mayHaveOrdinal, podRange } from '../podNames.ts';
import { defineRule, type Finding, type RuleContext } from '../rule.ts';
import { besides } from '../workloads.ts';
import { type Address, addressesIn, documentMayHoldAddress, kindsWithAddresses, textsOf } from './addresses.ts';
import { isServiceNameWrong, ownFaults } from './ownFaults.ts';

export const rule = defineRule({
  id: 'peer-name-unresolved',
  summary: 'a Pod address in a value names a Pod, Service or namespace that the set does not have',
  severity: 'warning',
  kinds: kindsWithAddresses,
  *check(context) {
    const { manifest } = context;
    yield* ownFaults(context);
    if (!manifest.ask(documentMayHoldAddress)) return;
    const told = new Set<string>();
    for (const view of textsOf(manifest)) {
      const source = view.source();
      if (!source?.includes('.') || source.includes('{{')) continue;
      for (const address of addressesIn(source)) {
        // `web-0.web.example.com` is a host outside: names in the cluster have `svc` in the fourth place.
        if (address.goesOn && !address.isFull) continue;
        const wrong = faultOf(address, context);
        if (!wrong) continue;
        const start = view.sourceStart;
        const range = { start: start + address.start, end: start + address.end };
        const { better, isToldOnce, ...finding } = wrong;
        if (isToldOnce && told.has(address.set)) continue;
        if (isToldOnce) told.add(address.set);
        yield {
          at: { range, field: view.path },
          ...finding,
          fixes: () =>
            better === undefined
              ? []
              : [{ title: `Change to "${better}"`, isSafe: false, edits: [{ ...range, newText: better }] }],
        };
      }
    }
  },
});

type Fault = Omit<Finding, 'at' | 'fixes'> & {
  /** The address as it was most likely meant. */
  readonly better?: string;
  /** Whether the fault lies at the set, so that one address of it is enough. */
  readonly isToldOnce?: boolean;
};

/** What is wrong with an address of a set that the workspace knows; undefined when it is right or not ours to judge. */
function faultOf(address: Address, context: RuleContext): Fault | undefined {
  const { manifest, workspace } = context;
  const sets = workspace.named('StatefulSet', address.set, undefined).filter(({ isTemplate }) => !isTemplate);
  const [first] = sets;
  if (!first) return otherSet(address, context);
  if (sets.length > 1) return undefined;
  const wanted = address.namespace ?? manifest.namespace;
  const isNear = sameNamespace(first.namespace, address.isFull ? wanted : manifest.namespace);
  // Only where something is wrong: who looks at places is run again with each key in that file.
  const related = () => relatedTo(first, workspace);
  const elsewhere = !isNear && (address.isFull || address.namespace === undefined);
  const service = first.details.statefulSet?.serviceName;
  if (elsewhere && (address.isFull || service === address.service)) {
    const better = address.text.replace(
      address.isFull && address.namespace ? `.${address.namespace}.svc` : /$/,
      address.isFull ? `.${first.namespace}.svc` : `.${first.namespace}`,
    );
    return {
      message: `"${address.text}" looks in namespace "${wanted}"; StatefulSet "${first.name}" is in "${first.namespace}"`,
      better,
      ...related(),
    };
  }
  if (service !== address.service) {
    // What is no name is said of that; the address may be what is right.
    if (service && formatFault('dnsLabel', service, context.minor) !== undefined) return undefined;
    if (!isSurelyOurs(address, first, context)) return undefined;
    const behind = service ? `its Service is "${service}"` : 'it names no Service';
    const message = `"${address.text}" will not resolve: StatefulSet "${first.name}" is not behind "${address.service}", ${behind}`;
    const isTold = isServiceNameWrong({ namespace: first.namespace, service }, address.service, workspace);
    const better = service ? { better: withService(address, service) } : {};
    return { message, ...better, ...(isTold ? { isToldOnce: true } : {}), ...related() };
  }
  if (isInOtherNamespace(address, first, context)) {
    return {
      message: `"${address.text}" looks in namespace "${wanted}"; StatefulSet "${first.name}" is in "${first.namespace}"`,
      better: `${address.text.slice(0, -wanted!.length)}${first.namespace}`,
      ...related(),
    };
  }
  if (mayHaveOrdinal(first, address.ordinal, workspace)) return undefined;
  return {
    message: `There is no Pod "${first.name}-${address.ordinal}": StatefulSet "${first.name}" has ${podRange(first)}`,
    ...related(),
  };
}

/**
 * Whether an address that names another Service than the set's is surely meant for the set: `web-0.example` may be any
 * host. It is where it goes up to `.svc`, names a Service of the workspace, or stands in the set's folder and names a Pod
 * that the set has, with nothing behind the Service but the set's namespace.
 */
function isSurelyOurs(address: Address, set: ObjectSummary, { manifest, workspace, uri }: RuleContext): boolean {
  if (address.isFull) return true;
  if (address.mayBeOther) return false;
  if (workspace.named('Service', address.service, undefined).length > 0) return true;
  if (!set.details.statefulSet?.serviceName) return false;
  const { namespace } = address;
  if (namespace !== undefined && namespace !== (set.namespace ?? manifest.namespace ?? 'default')) return false;
  if (!mayHaveOrdinal(set, address.ordinal, workspace)) return false;
  return besides([set], { uri }).length > 0;
}

/** Whether `web-0.web.prod` ends in what is a namespace, or nearly the set's one, and the set is in another. */
function isInOtherNamespace(
  { namespace, isFull }: Address,
  set: ObjectSummary,
  { manifest, workspace }: RuleContext,
): boolean {
  if (isFull || namespace === undefined || set.namespace === undefined) return false;
  if (namespace === set.namespace) return false;
  if (namespace === 'default' || namespace === manifest.namespace) return true;
  if (workspace.named('Namespace', namespace, undefined).length > 0) return true;
  return nearest(namespace, [set.namespace]) !== undefined;
}

/** An address behind the Service of a known set, whose first part is nearly the name of that set. */
function otherSet(address: Address, { manifest, workspace }: RuleContext): Fault | undefined {
  if (!workspace.isComplete) return undefined;
  const namespace = address.isFull ? (address.namespace ?? manifest.namespace) : manifest.namespace;
  const behind = (byService(workspace.objects('StatefulSet')).get(address.service) ?? []).filter((set) =>
    sameNamespace(set.namespace, namespace),
  );
  const meant = nearest(
    address.set,
    behind.map(({ name }) => name),
  );
  const set = behind.find(({ name }) => name === meant);
  if (!set) return undefined;
  const better = `${set.name}${address.text.slice(address.set.length)}`;
  return {
    message: `There is no StatefulSet "${address.set}" behind Service "${address.service}"; ${didYouMean(set.name)}`,
    better,
    ...relatedTo(set, workspace),
  };
}

/** The sets behind each Service: thousands of addresses may ask for those behind theirs. */
const byService = memoize((sets: readonly ObjectSummary[]) =>
  groupBy(
    sets.filter(({ isTemplate }) => !isTemplate),
    ({ details }) => details.statefulSet?.serviceName,
  ),
);

function withService({ text, pod, service }: Address, better: string): string {
  return `${pod}.${better}${text.slice(pod.length + 1 + service.length)}`;
}
