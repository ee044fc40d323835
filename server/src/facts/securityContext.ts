import type { FieldView } from '../manifest/fieldView.ts';

/** A field of a container's security context, else of the Pod's. Kubernetes: kubelet, `DetermineEffectiveSecurityContext`. */
export function securityField(container: FieldView, podSpec: FieldView, name: string): FieldView {
  const own = container.at('securityContext', name);
  return own.hasValue ? own : podSpec.at('securityContext', name);
}
