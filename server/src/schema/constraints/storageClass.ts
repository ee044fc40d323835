import type { NodeId } from '../../yaml/tree.ts';
import type { ConstraintTables } from '../constraint.ts';
import { type CheckContext, quoted } from '../context.ts';
import { byteLength } from '../formats.ts';
import { checkFormat } from '../valueChecks.ts';
import { checkLabelSlip } from './nodeLabels.ts';

/** Storage classes. Kubernetes: storage validation, `ValidateStorageClass`. */
export const storageClassConstraints: ConstraintTables = {
  'storage.v1.StorageClass': {
    noun: 'StorageClass',
    fields: {
      metadata: { always: true, as: 'meta.v1.ObjectMeta#clusterWide' },
      provisioner: { required: 'write the name of the driver that makes the volumes', check: checkProvisioner },
      parameters: { check: checkParameters },
      reclaimPolicy: { words: ['Delete', 'Retain'], empty: 'unset' },
      volumeBindingMode: { words: ['Immediate', 'WaitForFirstConsumer'], empty: 'word' },
      allowedTopologies: { check: checkTopologies },
    },
  },
  'core.v1.TopologySelectorTerm': { noun: 'topology' },
  // validateTopologySelectorLabelRequirement
  'core.v1.TopologySelectorLabelRequirement': {
    noun: 'topology expression',
    fields: {
      key: {
        required: 'write the key of the node label',
        format: 'qualifiedName',
        rule: 'label-invalid',
        check: checkLabelSlip,
      },
      values: { required: 'write at least one value', check: checkValues },
    },
  },
};

/** Kubernetes judges the provisioner in lower case. */
function checkProvisioner(cx: CheckContext, node: NodeId): void {
  checkFormat(cx, node, { text: cx.stringOf(node).toLowerCase(), format: 'qualifiedName', rule: 'name-invalid' });
}

/** Kubernetes: `validateParameters`: at most 512, 256 KiB in all, no empty names. */
function checkParameters(cx: CheckContext, map: NodeId): void {
  const keys = cx.keys(map);
  let size = 0;
  for (const key of keys) {
    const name = cx.keyText(key);
    size += byteLength(name) + byteLength(cx.stringOf(cx.tree.next(key)));
    if (name !== '') continue;
    cx.report('name-invalid', cx.atKey(key), 'A parameter has no name; write one', { field: 'parameters' });
  }
  if (keys.length > 512) cx.report('value-out-of-range', cx.at(map), `${keys.length} parameters; use at most 512`);
  else if (size > 262144)
    cx.report('value-out-of-range', cx.at(map), 'The parameters are longer than 256 KiB; shorten them');
}

function checkValues(cx: CheckContext, list: NodeId): void {
  const seen = new Set<string>();
  for (const item of cx.items(list)) {
    const value = cx.stringOf(item);
    if (seen.has(value)) cx.report('duplicate-value', cx.at(item), `${quoted(value)} is there twice; leave one out`);
    seen.add(value);
  }
}

/** Kubernetes: `validateAllowedTopologies`: no key twice in a term, no term twice, and an empty one counts as such. */
function checkTopologies(cx: CheckContext, list: NodeId): void {
  const terms = new Set<string>(['[]']);
  for (const term of cx.items(list)) {
    const keys = new Map<string, string>();
    for (const expression of cx.itemsOf(term, 'matchLabelExpressions')) {
      const key = cx.string(expression, 'key');
      if (keys.has(key)) {
        const place = cx.atField(expression, 'key');
        cx.report('duplicate-name', place, `Key ${quoted(key)} is there twice; put all its values into one expression`);
      }
      const values = cx.itemsOf(expression, 'values').map((value) => cx.stringOf(value));
      keys.set(key, [...new Set(values)].sort().join('\n'));
    }
    const labels = JSON.stringify([...keys].sort());
    if (terms.has(labels)) {
      const message =
        keys.size === 0
          ? 'The topology has no expressions; write some, or leave it out'
          : 'The same topology is there twice; leave one out';
      cx.report('duplicate-value', cx.atField(term, 'matchLabelExpressions'), message);
    }
    terms.add(labels);
  }
}
