/** Request, client to server: {@link EffectiveParams} → {@link EffectiveResult}. */
export const effectiveMethod = 'statefulset/effective';

/** An open file. */
export interface EffectiveParams {
  readonly textDocument: { readonly uri: string };
}

/** What Kubernetes will store of an open file's objects, as YAML with comments; null when the file holds none of them. */
export type EffectiveResult = { readonly text: string; readonly kubernetesVersion: string } | null;
