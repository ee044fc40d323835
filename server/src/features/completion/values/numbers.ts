import { sameNamespace } from '../../../analysis/workspaceView.ts';
import { quorumOf } from '../../../base/quorum.ts';
import { podTemplateOf } from '../../../facts/pods.ts';
import { podName, statefulSetFacts } from '../../../facts/statefulSet.ts';
import type { FieldView } from '../../../manifest/fieldView.ts';
import { selects } from '../../../rules/labels.ts';
import { type ImageFacts, imageFacts } from '../../../storage/imageFacts.ts';
import { type ValueOffer, valueOffer } from '../offers.ts';
import { knownText } from '../request.ts';
import type { ValueContext, ValueSource, ValueSources } from './context.ts';

/** More members than these are listed for no set. */
const MOST = 7;

function* replicas({ manifest }: ValueContext): Generator<ValueOffer> {
  const name = knownText(manifest.view.at('metadata', 'name')) ?? 'web';
  const { start } = statefulSetFacts(manifest);
  for (const count of [3, 1, 5]) {
    const first = podName(name, start);
    const pods = count === 1 ? first : `${first} to ${podName(name, start + count - 1)}`;
    yield valueOffer(`${count}`, { detail: count === 1 ? `default · ${pods}` : pods });
  }
}

/** What each partition does to this very set, in the names of its Pods. */
function* partitions({ manifest }: ValueContext): Generator<ValueOffer> {
  const { replicas: count, start } = statefulSetFacts(manifest);
  const name = knownText(manifest.view.at('metadata', 'name')) ?? 'web';
  const pod = (index: number) => podName(name, start + index);
  for (let index = 0; index < Math.min(count, MOST); index++) {
    const updated = index === count - 1 ? pod(index) : `${pod(count - 1)} down to ${pod(index)}`;
    yield valueOffer(`${index}`, { detail: index === 0 ? 'default · updates every Pod' : `updates ${updated}` });
  }
  if (count <= MOST) yield valueOffer(`${count}`, { detail: 'updates no Pod' });
}

function* starts({ manifest }: ValueContext): Generator<ValueOffer> {
  const name = knownText(manifest.view.at('metadata', 'name')) ?? 'web';
  for (const start of [0, 1]) {
    yield valueOffer(`${start}`, {
      detail: `the first Pod is ${podName(name, start)}${start === 0 ? ' · default' : ''}`,
    });
  }
}

/** How many Pods of the set that a budget is for may be away, or must be there, to keep a majority. */
function* budgets({ request, manifest, key }: ValueContext): Generator<ValueOffer> {
  const selector = Object.fromEntries(manifest.view.at('spec', 'selector', 'matchLabels').stringMap());
  const set = request.workspace.objects('StatefulSet').find(({ namespace, details }) => {
    const labels = { ...details.statefulSet?.selector, ...details.podLabels };
    return sameNamespace(namespace, manifest.namespace) && selects(selector, labels);
  });
  const count = set?.details.statefulSet?.replicas;
  const majority = count === undefined ? undefined : quorumOf(count);
  if (key === 'maxUnavailable') {
    yield valueOffer('1', { detail: 'one Pod at a time' });
    const most = count === undefined || majority === undefined ? 0 : count - majority;
    if (most > 1) yield valueOffer(`${most}`, { detail: `a majority of ${count} stays` });
  } else if (majority !== undefined && majority < count!) {
    yield valueOffer(`${majority}`, { detail: `a majority of ${count} stays` });
  }
}

/** Numbers that belong to the images of the Pods. */
function ofImages(numberOf: (facts: ImageFacts) => number | undefined, what: string): ValueSource {
  return function* (context) {
    const seen = new Set<number>();
    for (const container of containersFor(context)) {
      const facts = imageFacts(knownText(container.field('image')) ?? '');
      const number = facts && numberOf(facts);
      if (facts === undefined || number === undefined || seen.has(number)) continue;
      seen.add(number);
      yield valueOffer(`${number}`, { detail: `${what} of ${facts.product}` });
    }
  };
}

/** The container that the field is in; for fields of the Pod all of them. */
export function containersFor({ manifest, path }: ValueContext): readonly FieldView[] {
  const list = podTemplateOf(manifest).at('spec', 'containers').items();
  const at = path.indexOf('containers');
  const index = at < 0 ? undefined : path[at + 1];
  return typeof index === 'number' ? list.slice(index, index + 1) : list;
}

function* gracePeriods(context: ValueContext): Generator<ValueOffer> {
  const ofImage = [...ofImages(({ shutdownSeconds }) => shutdownSeconds, 'time to end')(context)];
  yield* ofImage;
  if (!ofImage.some(({ value }) => value === '30')) yield valueOffer('30', { detail: 'default' });
}

const user = ofImages((facts) => facts.user?.uid, 'user');
const group = ofImages((facts) => facts.user?.gid, 'group');

/** Numbers by field: counts of Pods, users, times. */
export const numberSources: ValueSources = {
  'apps.v1.StatefulSetSpec.replicas': replicas,
  'apps.v1.RollingUpdateStatefulSetStrategy.partition': partitions,
  'apps.v1.StatefulSetOrdinals.start': starts,
  'policy.v1.PodDisruptionBudgetSpec.maxUnavailable': budgets,
  'policy.v1.PodDisruptionBudgetSpec.minAvailable': budgets,
  'core.v1.PodSecurityContext.fsGroup': ofImages((facts) => facts.fsGroup ?? facts.user?.gid, 'group'),
  'core.v1.PodSecurityContext.runAsUser': user,
  'core.v1.PodSecurityContext.runAsGroup': group,
  'core.v1.SecurityContext.runAsUser': user,
  'core.v1.SecurityContext.runAsGroup': group,
  'core.v1.PodSpec.terminationGracePeriodSeconds': gracePeriods,
};
