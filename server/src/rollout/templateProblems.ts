import { parseQuantity, signOf } from '../storage/quantity.ts';
import { type Json, listAt, textAt, valueAt } from './json.ts';
import { type FieldProblem, invalid, labelProblems, required, unsupported } from './problem.ts';

/**
 * What the API server refuses first and foremost about a Pod's spec: missing containers, names and images, and mounts
 * of volumes that are not there. `claims` are the volumes that claim templates add.
 * Kubernetes: `ValidatePodSpec`; it checks much more, which a rollout does not depend on.
 */
export function problemsOfPodSpec(
  spec: Json | undefined,
  path: string,
  claims: readonly string[],
): readonly FieldProblem[] {
  const volumes = new Set([...claims, ...listAt(spec, 'volumes').map((volume) => textAt(volume, 'name'))]);
  const seen = new Set<string>();
  const problems = listAt(spec, 'containers').length === 0 ? [required(`${path}.containers`)] : [];
  for (const kind of ['initContainers', 'containers']) {
    listAt(spec, kind).forEach((container, i) => {
      const at = `${path}.${kind}[${i}]`;
      problems.push(...nameProblems(container, at, seen));
      if (textAt(container, 'image') === '') problems.push(required(`${at}.image`));
      problems.push(...mountProblems(container, at, volumes));
    });
  }
  return problems;
}

/** What the API server refuses about the spec of a claim, or of a claim template. Kubernetes: `ValidatePersistentVolumeClaimSpec`. */
export function problemsOfClaimSpec(spec: Json | undefined, path: string): readonly FieldProblem[] {
  const volumeMode = valueAt(spec, 'volumeMode') ?? 'Filesystem';
  const isMode = volumeMode === 'Filesystem' || volumeMode === 'Block';
  return [
    ...accessModeProblems(listAt(spec, 'accessModes'), `${path}.accessModes`),
    ...sizeProblems(valueAt(spec, 'resources', 'requests', 'storage'), `${path}.resources[storage]`),
    ...(isMode ? [] : [unsupported(`${path}.volumeMode`, volumeMode, ['Block', 'Filesystem'])]),
  ];
}

const accessModes = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

function nameProblems(container: Json, at: string, seen: Set<string>): readonly FieldProblem[] {
  const path = `${at}.name`;
  const name = textAt(container, 'name');
  if (name === '') return [required(path)];
  if (seen.has(name)) return [{ path, kind: 'Duplicate value', value: name }];
  seen.add(name);
  return labelProblems(path, name);
}

function mountProblems(container: Json, at: string, volumes: ReadonlySet<string>): readonly FieldProblem[] {
  return ['volumeMounts', 'volumeDevices'].flatMap((kind) =>
    listAt(container, kind).flatMap((mount, i): readonly FieldProblem[] => {
      const name = textAt(mount, 'name');
      return volumes.has(name) ? [] : [{ path: `${at}.${kind}[${i}].name`, kind: 'Not found', value: name }];
    }),
  );
}

function accessModeProblems(modes: readonly Json[], path: string): readonly FieldProblem[] {
  if (modes.length === 0) return [required(path, 'at least 1 access mode is required')];
  const unknown = modes.filter((mode) => typeof mode !== 'string' || !accessModes.includes(mode));
  const isMixed = modes.includes('ReadWriteOncePod') && new Set(modes).size > 1 && unknown.length === 0;
  const detail = 'may not use ReadWriteOncePod with other access modes';
  return [
    ...unknown.map((mode) => unsupported(path, mode, accessModes)),
    ...(isMixed ? [{ path, kind: 'Forbidden' as const, detail }] : []),
  ];
}

function sizeProblems(size: Json | undefined, path: string): readonly FieldProblem[] {
  if (size === undefined) return [required(path)];
  const quantity = parseQuantity(String(size));
  if (quantity !== undefined && signOf(quantity) > 0) return [];
  return [invalid(path, size, 'must be greater than zero')];
}
