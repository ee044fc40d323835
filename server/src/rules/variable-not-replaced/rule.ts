import { allContainers, podSpecOf } from '../../facts/pods.ts';
import { addItem } from '../../manifest/edits.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import type { Fix } from '../../manifest/problem.ts';
import { renameTo } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { podFields, referencesIn, variableFromPod, variableNames } from '../variables.ts';
import { workloadKinds } from '../workloads.ts';
import { bareName, bareNames, bareNamesInDirectories, bareNamesInPaths, variablesOfPod } from './bareNames.ts';
import { emptiedInProbes, unreplacedInHooks } from './execCommands.ts';

export const rule = defineRule({
  id: 'variable-not-replaced',
  summary: 'a reference to a variable stands where Kubernetes replaces none, and stays as text',
  severity: 'warning',
  kinds: [...workloadKinds, 'CronJob'],
  words: ['$'],
  *check({ manifest, workspace }) {
    // Its `vars` are replaced wherever it is told to.
    const isKustomized = workspace.objects('Kustomization').length > 0;
    const podSpec = podSpecOf(manifest);
    for (const container of allContainers(podSpec)) {
      for (const mount of container.field('volumeMounts').items()) {
        // Both at once are refused.
        const subPath = mount.field('subPathExpr').exists ? undefined : mount.field('subPath');
        const reference = subPath && firstReference(subPath);
        if (!subPath || !reference) continue;
        if (isKustomized && !variableNames(container).includes(reference.name)) continue;
        yield {
          at: { range: reference.place(), field: subPath.path },
          message: `subPath replaces no variables: the directory is really called "${reference.written}"; write subPathExpr`,
          fixes: () => expanded(subPath, reference.name, container),
        };
      }
      if (manifest.isTemplate) continue;
      yield* bareNamesInPaths(container);
      yield* bareNames(container);
      yield* bareNamesInDirectories(container);
      yield* unreplacedInHooks(container, { isKustomized });
      yield* emptiedInProbes(container);
    }
    for (const volume of podSpec.field('volumes').items()) {
      const name = volume.at('persistentVolumeClaim', 'claimName');
      const reference = firstReference(name) ?? inShellStyle(name, podSpec);
      if (!reference || isKustomized) continue;
      const advice = manifest.kind === 'StatefulSet' ? '; for a claim each use volumeClaimTemplates' : '';
      yield {
        at: { range: reference.place(), field: name.path },
        message: `"${reference.written}" in claimName stays as it is, and no claim has such a name${advice}`,
      };
    }
  },
});

/** Kubernetes: `pkg/kubelet/kubelet_pods.go` (makeMounts) replaces variables in subPathExpr, and in no other path or name. */
function firstReference(text: FieldView) {
  const [reference] = referencesIn(text);
  return reference;
}

/** A field of the Pod as a shell writes it. */
function inShellStyle(text: FieldView, podSpec: FieldView) {
  if (!text.string()?.includes('$')) return undefined;
  const names = new Set(allContainers(podSpec).flatMap(variablesOfPod));
  const found = bareName(text, names);
  return found && { ...found, place: () => found.at.range };
}

/** The other field, with the variable where it is missing and its name says what it is: without it no Pod would start. */
function expanded(subPath: FieldView, variable: string, container: FieldView): readonly Fix[] {
  const rename = renameTo(subPath, 'subPathExpr');
  if (variableNames(container).includes(variable) || container.field('envFrom').hasValue) return [rename];
  const fieldPath = podFields.get(variable);
  if (fieldPath === undefined) return [];
  const lines = variableFromPod(variable, fieldPath);
  const added = addItem(container.tree, container.node, { name: 'env', list: container.field('env').node, lines });
  return added ? [{ ...rename, title: `${rename.title}, and add ${variable}`, edits: [...rename.edits, added] }] : [];
}
