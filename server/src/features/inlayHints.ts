import type { Snapshot } from '../analysis/snapshot.ts';
import { type CancellationToken, throwIfCancelled } from '../base/cancellation.ts';
import type { Range } from '../base/range.ts';
import { claimName, podName, type StatefulSetFacts, statefulSetFacts } from '../facts/statefulSet.ts';
import type { FieldView } from '../manifest/fieldView.ts';
import { type Manifest, manifestsOf } from '../manifest/manifest.ts';
import { parseQuantity, signOf, toBinaryText, wholeValue } from '../storage/quantity.ts';
import type { InlayHint } from './types.ts';

/**
 * What Kubernetes derives from a line, shown at its end: the names of Pods behind `replicas`, of claims behind a claim
 * template's name, the size of all claims behind a size. In order of place; `range` counts from the file's start.
 */
export function inlayHints(snapshot: Snapshot, uri: string, range: Range, token: CancellationToken): InlayHint[] {
  const file = snapshot.file(uri);
  if (!file) return [];
  const hints: InlayHint[] = [];
  for (const { start, document } of file.stream) {
    throwIfCancelled(token);
    // Names in a template are not final.
    if (start > range.end || start + document.text.length < range.start || document.isTemplate) continue;
    for (const manifest of manifestsOf(document)) {
      if (!isNamedSet(manifest)) continue;
      for (const hint of hintsOf(manifest)) hints.push({ ...hint, offset: hint.offset + start });
    }
  }
  return hints.filter(({ offset }) => range.start <= offset && offset <= range.end).sort((a, b) => a.offset - b.offset);
}

function isNamedSet({ kind, name, apiVersion }: Manifest): boolean {
  return kind === 'StatefulSet' && name !== '' && (apiVersion === '' || apiVersion.startsWith('apps/'));
}

function* hintsOf(manifest: Manifest): Generator<InlayHint> {
  const facts = statefulSetFacts(manifest);
  const replicas = facts.spec.field('replicas');
  const isKnown = !replicas.hasValue || replicas.integer() !== undefined;
  if (!isKnown) return;
  const pods = namesOf(facts, (ordinal) => podName(manifest.name, ordinal));
  if (replicas.hasValue) yield behind(replicas, `→ ${pods.short}`, pods.tooltip);
  else if (facts.spec.isMapping())
    yield behind(manifest.view.at('metadata', 'name'), `→ ${pods.short}`, 'One replica, as replicas is not written');
  for (const template of facts.claimTemplates) yield* claimHints(template, manifest.name, facts);
}

function* claimHints(template: FieldView, set: string, facts: StatefulSetFacts): Generator<InlayHint> {
  const name = template.at('metadata', 'name');
  const named = name.string();
  if (named) {
    const claims = namesOf(facts, (ordinal) => claimName(named, set, ordinal));
    yield behind(name, `→ ${facts.replicas === 0 ? 'no claims' : claims.short}`, claims.tooltip);
  }
  const size = template.at('spec', 'resources', 'requests', 'storage');
  const quantity = parseQuantity(size.text() ?? '');
  if (!quantity || signOf(quantity) <= 0 || facts.replicas < 2) return;
  const total = toBinaryText(wholeValue(quantity) * BigInt(facts.replicas));
  yield behind(size, `× ${facts.replicas} = ${total}`, `All ${facts.replicas} claims together`);
}

function behind(view: FieldView, label: string, tooltip: string): InlayHint {
  return { offset: view.range.end, label, ...(tooltip === '' ? {} : { tooltip }) };
}

/** A tooltip lists at most this many names. */
const mostListed = 20;

/** `web-0`, `web-0, web-1` or `web-0 … web-2`; the tooltip has them all where the short form does not. */
function namesOf(
  { replicas, start }: StatefulSetFacts,
  name: (ordinal: number) => string,
): { readonly short: string; readonly tooltip: string } {
  if (replicas === 0) return { short: 'no Pods', tooltip: '' };
  const [first, last] = [name(start), name(start + replicas - 1)];
  if (replicas <= 2) return { short: replicas === 1 ? first : `${first}, ${last}`, tooltip: '' };
  const listed = Array.from({ length: Math.min(replicas, mostListed) }, (_, index) => name(start + index));
  const rest = replicas > mostListed ? ` … ${last}` : '';
  return { short: `${first} … ${last}`, tooltip: `${listed.join(', ')}${rest}` };
}
