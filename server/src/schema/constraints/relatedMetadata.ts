import type { NodeId } from '../../yaml/tree.ts';
import type { ConstraintTables } from '../constraint.ts';
import { type CheckContext, quoted } from '../context.ts';
import { annotations, checkDeletion, checkHasName, labels } from './metadata.ts';

/** Metadata of kinds whose names only have to fit into a URL. Kubernetes: `ValidatePathSegmentName`. */
export const relatedMetadataConstraints: ConstraintTables = {
  'meta.v1.ObjectMeta#pathSegment': {
    noun: 'metadata',
    fields: {
      labels,
      annotations,
      namespace: { format: 'dnsLabel' },
      finalizers: { items: { format: 'finalizer', empty: 'word' }, check: checkDeletion },
      name: { check: checkPathSegment },
    },
    checks: [checkHasName],
  },
};

/** Reports a text that cannot be a segment of a URL's path. */
export function checkPathSegment(cx: CheckContext, node: NodeId): void {
  const text = cx.stringOf(node);
  if (cx.isOpen(text) || (text !== '.' && text !== '..' && !/[/%]/.test(text))) return;
  cx.report(
    'name-invalid',
    cx.at(node),
    `${cx.labelOf(node)} ${quoted(text)} cannot stand in a URL; leave "/" and "%" out`,
  );
}
