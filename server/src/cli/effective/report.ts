import { type FragmentPlace, fragmentOf } from '../../analysis/fragment.ts';
import { shownManifests } from '../../analysis/helmValues.ts';
import { effectiveObject } from '../../effective/effectiveObject.ts';
import { effectiveText } from '../../effective/text/effectiveText.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { isOurs } from '../../schema/lookup.ts';
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
    for (const manifest of shownManifests(document, place.uri)) {
      const fragment = isOurs(manifest) ? fragmentOf(manifest, place) : undefined;
      if (fragment) {
        leftOut.push({ object: nameOf(manifest), reason: fragment.reason });
        continue;
      }
      const effective = isOurs(manifest) ? effectiveObject(manifest, options) : undefined;
      if (effective?.isReadable) {
        if (options.format === 'json') objects.push(reported(manifest, effective));
        else texts.push(effectiveText(document, manifest, options.minor) ?? '');
      } else if (effective) {
        const faults = effective.faults.map(({ field, reason }) => (field === '' ? reason : `${field}: ${reason}`));
        leftOut.push({ object: nameOf(manifest), reason: faults.join('; ') });
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
  const isNamed = apiVersion !== '' && kind !== '';
  const reason = isNamed ? `Kubernetes has no ${kind} in ${apiVersion}` : 'apiVersion or kind is missing';
  return { object: nameOf(manifest), reason };
}

function nameOf({ kind, name }: Manifest): string {
  return `${kind || 'an object'}${name === '' ? '' : ` "${name}"`}`;
}
