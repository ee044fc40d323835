import { fragmentOf } from '../analysis/fragment.ts';
import { shownManifests } from '../analysis/helmValues.ts';
import type { Snapshot } from '../analysis/snapshot.ts';
import { type CancellationToken, throwIfCancelled } from '../base/cancellation.ts';
import { effectiveText } from '../effective/text/effectiveText.ts';

/**
 * What Kubernetes will store of the objects of an open file, as YAML: the author's text with what the server adds,
 * marked by comments. Objects that cannot be read are named in a comment. Undefined when there is nothing to show.
 */
export function effectiveManifests(snapshot: Snapshot, uri: string, token: CancellationToken): string | undefined {
  const file = snapshot.file(uri);
  const minor = snapshot.settings.kubernetesVersion;
  const parts: string[] = [];
  for (const document of file?.stream.documents ?? []) {
    throwIfCancelled(token);
    for (const manifest of shownManifests(document, uri)) {
      const name = `${manifest.kind || 'object'} ${manifest.name}`.trim();
      const fragment = fragmentOf(manifest, { uri, workspace: snapshot.workspace });
      const text = fragment ? undefined : effectiveText(document, manifest, minor);
      const reason = fragment?.reason ?? 'Kubernetes cannot read it, or its kind is not known here';
      parts.push(text ?? `# ${name}: ${reason}\n`);
    }
  }
  return parts.length === 0 ? undefined : parts.join('---\n');
}
