import { didYouMean, nearest } from '../../base/nearest.ts';
import { podSpecOf } from '../../facts/pods.ts';
import { mayBeTemplate } from '../../yaml/template.ts';
import { changeTo, leaveOut } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { workloadKinds } from '../workloads.ts';

export const rule = defineRule({
  id: 'empty-dir-medium-unknown',
  summary: 'an emptyDir is to lie on something that Kubernetes does not know, so the Pods do not start',
  severity: 'warning',
  kinds: [...workloadKinds, 'CronJob'],
  words: ['medium'],
  *check({ manifest }) {
    for (const volume of podSpecOf(manifest).field('volumes').items()) {
      const view = volume.at('emptyDir', 'medium');
      const medium = view.string();
      if (!medium || isKnown(medium) || mayBeTemplate(medium)) continue;
      const meant = meantMedium(medium);
      const advice = meant === undefined ? 'leave it out for the disk of the node' : didYouMean(meant);
      yield {
        at: view,
        message: `emptyDir has no medium "${medium}", so the Pods stay in ContainerCreating; ${advice}`,
        fixes: () => {
          if (meant !== undefined) return [changeTo(view, meant)];
          return view.written === view.node ? [leaveOut(view, 'Leave the medium out')] : [];
        },
      };
    }
  },
});

/** Kubernetes: `pkg/volume/emptydir/empty_dir.go` (SetUpAt); the API server takes any text. */
function isKnown(medium: string): boolean {
  return medium === 'Memory' || medium === 'HugePages' || medium.startsWith('HugePages-');
}

function meantMedium(medium: string): string | undefined {
  if (/^(?:ram|ram-?disk|mem|tmpfs)$/i.test(medium)) return 'Memory';
  const pages = /^huge[-_ ]?pages?(?:[-_ ]?(\d{1,4}[KMGT]i?))?$/i.exec(medium);
  if (!pages) return nearest(medium, ['Memory', 'HugePages']);
  return pages[1] === undefined ? 'HugePages' : `HugePages-${pages[1]}`;
}
