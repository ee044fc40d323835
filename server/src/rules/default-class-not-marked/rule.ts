import { didYouMean, nearest } from '../../base/nearest.ts';
import { moveEntry } from '../../manifest/edits.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import type { Fix } from '../../manifest/problem.ts';
import { defaultClassAnnotations } from '../../storage/defaultClass.ts';
import { changeTo, renameTo } from '../findings.ts';
import { defineRule, type Finding } from '../rule.ts';

export const rule = defineRule({
  id: 'default-class-not-marked',
  summary: 'what is to make the class the default one does not: another value, another name, or a label',
  severity: 'warning',
  kinds: ['StorageClass'],
  *check({ manifest }) {
    const metadata = manifest.view.field('metadata');
    const annotations = metadata.field('annotations');
    // One that counts is enough.
    if (defaultClassAnnotations.some((name) => annotations.field(name).string() === 'true')) return;
    for (const { name, value } of annotations.entries()) {
      const found = annotationFault(name, value, annotations);
      if (found) yield found;
    }
    for (const name of defaultClassAnnotations) {
      const label = metadata.at('labels', name);
      if (!isYes(label.string()) || annotations.field(name).exists) continue;
      yield {
        at: { range: label.keyRange, field: label.path },
        message: 'A label makes no default class; write it below annotations',
        fixes: () => moved(label, metadata),
      };
    }
  },
});

/** Kubernetes: `pkg/volume/util/storageclass.go` (IsDefaultAnnotation) compares one annotation with `true`. */
function annotationFault(name: string, value: FieldView, annotations: FieldView): Finding | undefined {
  const text = value.string();
  if (!isYes(text)) return undefined;
  if (defaultClassAnnotations.includes(name)) {
    const message = `"${text}" makes no default class, only "true" does; ${didYouMean('true')}`;
    return { at: value, message, fixes: () => [changeTo(value, 'true')] };
  }
  const meant = meantAnnotation(name);
  if (meant === undefined) return undefined;
  return {
    at: { range: value.keyRange, field: value.path },
    message: `"${name}" makes no default class; ${didYouMean(meant)}`,
    fixes: () => (annotations.field(meant).exists ? [] : [renameTo(value, meant)]),
  };
}

/** Whether somebody says yes; who says `false` or nothing wants no default class. */
function isYes(text: string | undefined): boolean {
  return text !== undefined && /^(?:true|yes|y|on|1|enabled?)$/i.test(text.trim());
}

function meantAnnotation(name: string): string | undefined {
  const [annotation] = defaultClassAnnotations;
  return shortened.test(name) ? annotation : nearest(name, [annotation!]);
}

/** The annotation under the names of other groups of Kubernetes' API or of none; programs have marks of their own. */
const shortened =
  /^(?:(?:storageclass\.|snapshot\.)?(?:storage\.)?(?:kubernetes|k8s)\.io\/)?(?:is-?)?default-?(?:storage-?)?class$|^(?:storageclass\.(?:kubernetes|k8s)\.io\/)?is-?default$/i;

function moved(label: FieldView, metadata: FieldView): Fix[] {
  if (metadata.written !== metadata.node || label.written !== label.node) return [];
  const edits = moveEntry(label.tree, label.key, metadata.node, ['annotations']);
  return edits ? [{ title: 'Move it to annotations', isSafe: false, edits }] : [];
}
