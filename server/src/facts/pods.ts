import type { FieldView } from '../manifest/fieldView.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { PlainFields } from '../manifest/plainFields.ts';

/** The Pod template of a manifest; of a Pod the Pod itself, of kinds that make no Pods a view of nothing. */
export function podTemplateOf({ kind, view }: Manifest): FieldView {
  if (kind === 'Pod') return view;
  return kind === 'CronJob' ? view.at('spec', 'jobTemplate', 'spec', 'template') : view.at('spec', 'template');
}

/** The spec of the Pods that a manifest makes; a view of nothing where it makes none. */
export function podSpecOf(manifest: Manifest): FieldView {
  return podTemplateOf(manifest).field('spec');
}

/** The containers of Pods, then their init containers. */
export function allContainers(podSpec: FieldView): readonly FieldView[] {
  return ['containers', 'initContainers'].flatMap((list) => podSpec.field(list).items());
}

/** The containers of Pods that run as long as their Pod: the containers, then the sidecars. */
export function lastingContainers(
  podSpec: PlainFields,
  containers: readonly PlainFields[] = podSpec.field('containers').items(),
): readonly PlainFields[] {
  const sidecars = podSpec
    .field('initContainers')
    .items()
    .filter((container) => container.field('restartPolicy').string() === 'Always');
  return sidecars.length > 0 ? [...containers, ...sidecars] : containers;
}
