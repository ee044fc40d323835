import { didYouMean } from '../../base/nearest.ts';
import { allContainers, podSpecOf } from '../../facts/pods.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { compareQuantities, parseQuantity } from '../../storage/quantity.ts';
import { changeTo } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { workloadKinds } from '../workloads.ts';

export const rule = defineRule({
  id: 'huge-pages-not-requested',
  summary: 'an emptyDir is to lie in huge pages that no container asks for, so the Pods do not start',
  severity: 'warning',
  kinds: [...workloadKinds, 'CronJob'],
  words: ['HugePages'],
  *check({ manifest }) {
    if (manifest.isTemplate) return;
    const podSpec = podSpecOf(manifest);
    const containers = allContainers(podSpec);
    // The kubelet makes no volume that no container mounts.
    const mounted = containers.flatMap((container) =>
      container
        .field('volumeMounts')
        .items()
        .map((mount) => mount.field('name').string()),
    );
    const requested = [podSpec, ...containers].flatMap(requestedSizes);
    for (const volume of podSpec.field('volumes').items()) {
      const view = volume.at('emptyDir', 'medium');
      const medium = view.string() ?? '';
      if (!medium.startsWith(hugePages) || !mounted.includes(volume.field('name').string())) continue;
      const size = medium.slice(hugePages.length + 1);
      // What is no size is refused by the kubelet, too; nobody knows what is meant.
      if (medium !== hugePages && (medium[hugePages.length] !== '-' || !parseQuantity(size))) continue;
      if (requested.some((each) => size === '' || isSameSize(each, size))) continue;
      const pages = size === '' ? 'huge pages, as hugepages-2Mi' : `${resource}${size}`;
      // `2M` is written for `2Mi`, of which the pages that are asked for are.
      const meant = requested.some((each) => isSameSize(each, `${size}i`)) ? `${medium}i` : undefined;
      const advice = meant === undefined ? 'add them to its limits' : didYouMean(meant);
      yield {
        at: view,
        message: `No container asks for ${pages}, so the Pods stay in ContainerCreating; ${advice}`,
        fixes: () => (meant === undefined ? [] : [changeTo(view, meant)]),
      };
    }
  },
});

const hugePages = 'HugePages';

/** Of the huge pages that a container asks for, or a Pod for all of its own: `2Mi`, `1Gi`. What is limited is asked for. */
function requestedSizes(owner: FieldView): readonly string[] {
  return ['limits', 'requests']
    .flatMap((list) => owner.at('resources', list).entries())
    .flatMap(({ name }) => (name.startsWith(resource) ? name.slice(resource.length) : []));
}

/** Kubernetes: `pkg/volume/emptydir/empty_dir.go` (getPageSizeMountOption). */
const resource = 'hugepages-';

function isSameSize(a: string, b: string): boolean {
  const [one, other] = [parseQuantity(a), parseQuantity(b)];
  return one !== undefined && other !== undefined && compareQuantities(one, other) === 0;
}
