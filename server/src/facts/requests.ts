import type { PlainFields } from '../manifest/plainFields.ts';

/** A container that runs as long as its Pod and requests no processor time or memory. */
export interface Unrequested {
  /** Its name; empty where none is written. */
  readonly container: string;
  /** What is not requested: `cpu`, `memory`. */
  readonly resources: readonly string[];
}

/**
 * Those of the containers and sidecars of Pods that lack a request; none where the Pods have requests as a whole. A limit counts
 * as a request. Kubernetes: `SetDefaults_Pod`, `pkg/controller/podautoscaler/replica_calculator.go`.
 */
export function unrequestedIn(podSpec: PlainFields, lasting: readonly PlainFields[]): readonly Unrequested[] {
  if (podSpec.field('resources').exists) return none;
  const found: Unrequested[] = [];
  for (const container of lasting) {
    const resources = lackingIn(container.field('resources'));
    if (resources.length > 0) found.push({ container: container.field('name').string() ?? '', resources });
  }
  // What a list that grew has left over would stay with it: the copy has none.
  return found.length > 0 ? found.slice() : none;
}

/** Most containers request both or nothing, so that thousands of sets have the same lists. */
function lackingIn(resources: PlainFields): readonly string[] {
  if (!resources.isWritten) return names;
  const requests = resources.field('requests');
  const limits = resources.field('limits');
  const lacking = names.filter((name) => !requests.field(name).isWritten && !limits.field(name).isWritten);
  return lacking.length === names.length ? names : lacking;
}

const names: readonly string[] = ['cpu', 'memory'];
const none: readonly Unrequested[] = [];
