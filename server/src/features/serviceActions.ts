import { worstSeverity } from '../analysis/chosenRules.ts';
import type { Snapshot } from '../analysis/snapshot.ts';
import { sameNamespace } from '../analysis/workspaceView.ts';
import type { Range } from '../base/range.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { headlessTitle, makeHeadless } from '../rules/service-not-headless/makeHeadless.ts';
import { rule } from '../rules/service-not-headless/rule.ts';
import { inFile } from './editsElsewhere.ts';
import { isNoWorse } from './fixedText.ts';
import type { CodeAction } from './types.ts';

/** What can be done at a Service about a set that it is to give names to: the problem itself is told at the set. */
export function serviceActions(snapshot: Snapshot, uri: string, range: Range): CodeAction[] {
  const place = snapshot.place(uri, range.start);
  if (!place || place.document.problems.length > 0 || worstSeverity(rule, snapshot.settings) === 'off') return [];
  const offsets = { start: place.offset, end: place.offset + range.end - range.start };
  const manifest = snapshot.manifestAt(place.document, place.offset, uri);
  if (manifest?.kind !== 'Service' || snapshot.workspace.isPatch(uri) || !isAbout(manifest, offsets)) return [];
  if (!governsWithoutNames(manifest, snapshot)) return [];
  const edits = makeHeadless(manifest);
  if (!edits || !isNoWorse(place.document, edits)) return [];
  const title = headlessTitle(manifest.name);
  return [{ title, kind: 'quickfix', isPreferred: false, edits: inFile(edits, place.documentStart) }];
}

/** Whether a range touches what says which Service this is, and of which kind. */
function isAbout({ view }: Manifest, { start, end }: Range): boolean {
  const [name, spec] = [view.at('metadata', 'name'), view.field('spec')];
  const ranges = [name.range, spec.keyRange];
  for (const field of ['type', 'clusterIP', 'clusterIPs']) {
    const of = spec.field(field);
    if (of.exists) ranges.push({ start: of.keyRange.start, end: of.range.end });
  }
  return ranges.some((range) => range.start <= end && start <= range.end);
}

/** Whether a set names this Service, and no other one of the name gives names to its Pods. */
function governsWithoutNames({ name, namespace }: Manifest, { workspace }: Snapshot): boolean {
  const sets = workspace.objects('StatefulSet').filter((set) => {
    return set.details.statefulSet?.serviceName === name && sameNamespace(set.namespace, namespace);
  });
  const services = workspace.named('Service', name, namespace).filter(({ isTemplate }) => !isTemplate);
  if (services.some(({ details }) => details.service?.isHeadless)) return false;
  return sets.some(({ isTemplate }) => !isTemplate);
}
