import { didYouMean } from '../../base/nearest.ts';
import { allContainers, podSpecOf } from '../../facts/pods.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { compareQuantities, parseQuantity } from '../../storage/quantity.ts';
import { changeTo } from '../findings.ts';
import { defineRule, type Finding } from '../rule.ts';
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
    const ofContainers = containers.flatMap(requestedSizes);
    const requested = [...requestedSizes(podSpec), ...ofContainers];
    for (const volume of podSpec.field('volumes').items()) {
      const view = volume.at('emptyDir', 'medium');
      const medium = view.string() ?? '';
      if (!medium.startsWith(hugePages) || !mounted.includes(volume.field('name').string())) continue;
      const size = medium.slice(hugePages.length + 1);
      // What is no size is refused by the kubelet, too; nobody knows what is meant.
      if (medium !== hugePages && (medium[hugePages.length] !== '-' || !parseQuantity(size))) continue;
      const [one, other] = size === '' ? distinct(ofContainers) : [];
      if (one !== undefined && other !== undefined) yield undecided(view, [one, other]);
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

/** A medium without a size, which the kubelet takes only where all containers ask for pages of one. */
function undecided(view: FieldView, sizes: readonly [string, string]): Finding {
  const pages = sizes.map((size) => `${hugePages}-${size}`);
  return {
    at: view,
    message: `The containers ask for pages of two sizes, so the Pods stay in ContainerCreating; write ${pages.join(' or ')}`,
    fixes: () => pages.map((medium) => changeTo(view, medium)),
  };
}

/** Sizes, each once. */
function distinct(sizes: readonly string[]): readonly string[] {
  return sizes.filter((size, at) => parseQuantity(size) && sizes.findIndex((each) => isSameSize(each, size)) === at);
}

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
