import { type FragmentPlace, fragmentOf } from '../../analysis/fragment.ts';
import { effectiveObject } from '../../effective/effectiveObject.ts';
import { effectiveText } from '../../effective/text/effectiveText.ts';
import { type Manifest, manifestsOf } from '../../manifest/manifest.ts';
import { isOurs, rootType, versionsOfKind } from '../../schema/lookup.ts';
import type { Minor } from '../../schema/minor.ts';
import { SourceText } from '../../text/sourceText.ts';
import { YamlStream } from '../../yaml/stream.ts';

/** What Kubernetes stores of one object, as the JSON report has it. */
export interface ReportedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  /** By field path: what the server adds, or `{ written, stored }` where it stores a value differently. */
  readonly added: object;
  /** By field path: why a field that is written is not stored. */
  readonly dropped: object;
  readonly object: object;
}

/** One file of the report. */
export interface ReportedFile {
  readonly path: string;
  readonly objects: readonly ReportedObject[];
}

/** An object that is left out, with the reason as a sentence. */
export interface LeftOut {
  readonly object: string;
  readonly reason: string;
  /** Kubernetes reads it, and only we do not know its kind well enough. */
  readonly isReadable: boolean;
}

/** What was found in one file; objects of kinds that nothing is known of are not in it. */
export interface FileResult {
  readonly file: ReportedFile;
  /** Each object as YAML with comments; only where it was asked for. */
  readonly texts: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

/** What Kubernetes stores of the objects of a file. */
export function effectiveFile(
  { path, text, place }: { path: string; text: string; place: FragmentPlace },
  options: { minor: Minor; format: 'yaml' | 'json' },
): FileResult {
  const objects: ReportedObject[] = [];
  const texts: string[] = [];
  const leftOut: LeftOut[] = [];
  for (const { document } of YamlStream.parse(new SourceText(text))) {
    for (const manifest of manifestsOf(document)) {
      const fragment = isOurs(manifest) ? fragmentOf(manifest, place) : undefined;
      if (fragment) {
        leftOut.push({ object: nameOf(manifest), reason: fragment.reason, isReadable: false });
        continue;
      }
      const effective = isOurs(manifest) ? effectiveObject(manifest, options) : undefined;
      if (effective?.isReadable) {
        if (options.format === 'json') objects.push(reported(manifest, effective));
        else texts.push(effectiveText(document, manifest, options.minor) ?? '');
      } else if (effective) {
        const faults = effective.faults.map(({ field, reason }) => (field === '' ? reason : `${field}: ${reason}`));
        leftOut.push({ object: nameOf(manifest), reason: faults.join('; '), isReadable: false });
      } else if (isOurs(manifest)) leftOut.push(unknownVersion(manifest));
    }
  }
  return { file: { path, objects }, texts, leftOut };
}

function reported(
  { apiVersion, kind, name, namespace }: Manifest,
  { added, dropped, object }: { added: object; dropped: ReadonlyMap<string, string>; object: object },
): ReportedObject {
  const place = namespace === undefined ? {} : { namespace };
  return { apiVersion, kind, ...place, name, added, dropped: Object.fromEntries(dropped), object };
}

function unknownVersion(manifest: Manifest): LeftOut {
  const { apiVersion, kind } = manifest;
  const versions = versionsOfKind(kind);
  const isReadable = versions.includes(apiVersion);
  const known = versions.find((version) => rootType(version, kind));
  const reason = isReadable
    ? `only ${known} is known here`
    : apiVersion === '' || kind === ''
      ? 'apiVersion or kind is missing'
      : `Kubernetes has no ${kind} in ${apiVersion}`;
  return { object: nameOf(manifest), reason, isReadable };
}

function nameOf({ kind, name }: Manifest): string {
  return `${kind || 'an object'}${name === '' ? '' : ` "${name}"`}`;
}
