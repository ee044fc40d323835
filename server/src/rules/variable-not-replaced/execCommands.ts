import type { FieldView } from '../../manifest/fieldView.ts';
import type { Finding } from '../rule.ts';
import { referencesIn, variableNames } from '../variables.ts';
import { isRunByOthers, variablesOfPod } from './bareNames.ts';

/** Kubernetes: `pkg/kubelet/lifecycle/handlers.go` runs the command of a hook as it is written. */
export function* unreplacedInHooks(
  container: FieldView,
  { isKustomized }: { readonly isKustomized: boolean },
): Generator<Finding> {
  const lifecycle = container.field('lifecycle');
  for (const hook of ['postStart', 'preStop']) {
    const words = lifecycle.at(hook, 'exec', 'command').items();
    if (isKustomized || words.some((word) => isRunByOthers(word.string() ?? ''))) continue;
    for (const { name, written, at } of ownReferences(words, variableNames(container))) {
      yield {
        at,
        message: `Kubernetes replaces nothing in hooks: "${written}" stays as it is; run it by sh -c with "$${name}"`,
      };
    }
  }
}

/**
 * Kubernetes: `pkg/kubelet/prober/prober.go` (runProbe) replaces by the variables as the manifest has them
 * (`ExpandContainerCommandOnlyStatic`): what comes of `valueFrom` has no value there. A shell does not get to see it.
 */
export function* emptiedInProbes(container: FieldView): Generator<Finding> {
  for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) {
    const words = container.field(probe).at('exec', 'command').items();
    for (const { name, written, at } of ownReferences(words, variablesOfPod(container))) {
      yield {
        at,
        message: `A probe knows no valueFrom: "${written}" becomes empty here; run it by sh -c with "$${name}"`,
      };
    }
  }
}

function* ownReferences(words: readonly FieldView[], names: readonly string[]) {
  for (const word of words) {
    for (const { name, written, place } of referencesIn(word)) {
      if (names.includes(name)) yield { name, written, at: { range: place(), field: word.path } };
    }
  }
}
