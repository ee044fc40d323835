import { type ObjectSummary, sameNamespace } from '../../../analysis/workspaceView.ts';
import { selects } from '../../../rules/labels.ts';
import { classesOfPlatform } from '../../../storage/classes.ts';
import { code } from '../../markdown.ts';
import type { EntryOffer } from '../offers.ts';
import { labelLines } from '../ownPods.ts';
import { isKnown } from '../readable.ts';
import type { Request } from '../request.ts';
import { escapeSnippet, plainOrQuoted } from '../scalarText.ts';
import {
  bareStatefulSetSnippet,
  budgetSnippet,
  claimSnippet,
  clientServiceSnippet,
  headlessService,
  headlessServiceSnippet,
  statefulSetSnippet,
  storageClassSnippet,
} from './texts.ts';

/** Whole objects for an empty document: first what the sets of the workspace lack. */
export function* wholeObjects(request: Request): Generator<EntryOffer> {
  const sets = request.workspace.objects('StatefulSet').filter(({ name }) => isKnown(name));
  for (const set of sets) yield* missingService(request, set);
  for (const set of sets) yield* missingBudget(request, set);
  yield whole('StatefulSet with Service and claims', {
    filter: 'statefulset sts service',
    block: statefulSetSnippet,
    documentation: 'A StatefulSet whose Pods have names in DNS and storage of their own.',
  });
  yield whole('StatefulSet', {
    filter: 'statefulset sts',
    block: bareStatefulSetSnippet,
    documentation: 'A StatefulSet without storage.',
  });
  yield whole('headless Service', {
    filter: 'headless service',
    block: headlessServiceSnippet,
    documentation: 'A Service without an address of its own: it gives each Pod of a StatefulSet a name in DNS.',
  });
  yield whole('Service', {
    filter: 'service',
    block: clientServiceSnippet,
    documentation: 'A Service with one address for all Pods, for clients.',
  });
  yield whole('StorageClass', {
    filter: 'storageclass sc',
    block: storageClassSnippet(escapeSnippet(provisionerOf(request))),
    documentation: 'A class of volumes that are made where the Pod is scheduled and can grow.',
  });
  yield whole('PersistentVolumeClaim', {
    filter: 'persistentvolumeclaim pvc claim',
    block: claimSnippet,
    documentation: 'A claim of its own, not made by a StatefulSet.',
  });
  yield whole('PodDisruptionBudget', {
    filter: 'poddisruptionbudget pdb',
    block: budgetSnippet(`\${1:web}`, `      app: \${1:web}`),
    documentation: 'Lets nodes be emptied without taking down more than one Pod at a time.',
  });
}

function* missingService({ workspace }: Request, set: ObjectSummary): Generator<EntryOffer> {
  const { serviceName, selector } = set.details.statefulSet ?? {};
  if (!isKnown(serviceName) || workspace.named('Service', serviceName, set.namespace).length > 0) return;
  const labels = new Map(Object.entries(selector ?? {}));
  yield whole(`headless Service ${serviceName}`, {
    filter: `headless service ${serviceName}`,
    detail: `for StatefulSet ${set.name}`,
    block: escapeSnippet(headlessService({ name: serviceName, namespace: set.namespace, labels })),
    documentation: `StatefulSet ${code(set.name)} names this Service, and the workspace does not have it.`,
  });
}

function* missingBudget({ workspace }: Request, set: ObjectSummary): Generator<EntryOffer> {
  const { selector = {} } = set.details.statefulSet ?? {};
  const labels = { ...selector, ...set.details.podLabels };
  const isThere = workspace
    .objects('PodDisruptionBudget')
    .some(
      (budget) =>
        sameNamespace(budget.namespace, set.namespace) && selects(budget.details.budget?.selector ?? {}, labels),
    );
  if (isThere || Object.keys(selector).length === 0) return;
  const name = escapeSnippet(plainOrQuoted(set.name));
  const namespace = set.namespace === undefined ? '' : `\n  namespace: ${escapeSnippet(plainOrQuoted(set.namespace))}`;
  yield whole(`PodDisruptionBudget ${set.name}`, {
    filter: `poddisruptionbudget pdb ${set.name}`,
    detail: `for StatefulSet ${set.name}`,
    block: budgetSnippet(name + namespace, labelLines(new Map(Object.entries(selector)), 6, '$0')),
    documentation: `Lets nodes be emptied without taking down more than one Pod of ${code(set.name)} at a time.`,
  });
}

function whole(
  label: string,
  { filter, block, documentation, detail }: { filter: string; block: string; documentation: string; detail?: string },
): EntryOffer {
  return {
    label,
    kind: 'snippet',
    name: 'apiVersion',
    filter,
    ...(detail === undefined ? {} : { detail }),
    documentation: () => documentation,
    // The last line end of the text is that of the line at the cursor.
    block: block.endsWith('\n') ? block.slice(0, -1) : block,
  };
}

/** The provisioner that the workspace uses, or else that of the platform's default class. */
function provisionerOf({ workspace, snapshot, minor }: Request): string {
  const used = workspace.objects('StorageClass').find(({ details }) => details.storageClass?.provisioner);
  if (used) return used.details.storageClass!.provisioner;
  const classes = snapshot.platform === undefined ? [] : classesOfPlatform(snapshot.platform, minor);
  const first = classes.find(({ isDefault }) => isDefault === 'yes') ?? classes[0];
  return first?.provisioner ?? 'example.com/csi';
}
