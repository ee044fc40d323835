import type { NodeId } from '../../yaml/tree.ts';
import type { ConstraintTables } from '../constraint.ts';
import type { CheckContext } from '../context.ts';
import { formatFault } from '../formats.ts';
import { labels } from './metadata.ts';

/** Label selectors and node selectors, which look alike. */
export const selectorConstraints: ConstraintTables = {
  // ValidateLabelSelector
  'meta.v1.LabelSelector': { noun: 'selector', fields: { matchLabels: labels } },
  // ValidateLabelSelectorRequirement
  'meta.v1.LabelSelectorRequirement': {
    noun: 'match expression',
    fields: {
      key: { required: 'write the key of the label', format: 'qualifiedName' },
      operator: {
        required: 'write In, NotIn, Exists or DoesNotExist',
        sample: likelyOperator,
        words: ['In', 'NotIn', 'Exists', 'DoesNotExist'],
      },
      values: { items: { format: 'labelValue' } },
    },
    checks: [checkValues],
  },
};

/** What an expression says that names no operator. */
export function likelyOperator(cx: CheckContext, requirement: NodeId): string {
  return cx.isEmpty(cx.value(requirement, 'values')) ? 'Exists' : 'In';
}

/** Kubernetes: apimachinery, `ValidateLabelSelectorRequirement`: which operators go with values. */
function checkValues(cx: CheckContext, requirement: NodeId): void {
  const operator = cx.string(requirement, 'operator');
  const isEmpty = cx.isEmpty(cx.value(requirement, 'values'));
  const place = cx.atField(requirement, 'values');
  if ((operator === 'In' || operator === 'NotIn') && isEmpty) {
    cx.report('required-field-missing', place, `Operator ${operator} needs "values"; write at least one`);
  } else if ((operator === 'Exists' || operator === 'DoesNotExist') && !isEmpty) {
    cx.report('field-forbidden', place, `Operator ${operator} takes no "values"; leave them out or write In`);
  }
}

/**
 * Whether labels match a selector; undefined where the selector cannot be used (and so says nothing) or a placeholder
 * stands in either. An empty selector matches everything.
 * Kubernetes: apimachinery, `LabelSelectorAsSelector`.
 */
export function matchesSelector(
  cx: CheckContext,
  selector: NodeId,
  labelsOfPod: ReadonlyMap<string, string>,
): boolean | undefined {
  let isMatch = true;
  for (const [key, value] of cx.stringMap(cx.value(selector, 'matchLabels'))) {
    if (!isLabel(cx, key, value)) return undefined;
    const label = labelsOfPod.get(key);
    if (cx.isOpen(key) || cx.isOpen(value) || (label !== undefined && cx.isOpen(label))) return undefined;
    if (label !== value) isMatch = false;
  }
  for (const requirement of cx.itemsOf(selector, 'matchExpressions')) {
    const values = cx.itemsOf(requirement, 'values').map((value) => cx.stringOf(value));
    const label = labelsOfPod.get(cx.string(requirement, 'key'));
    if (!isLabel(cx, cx.string(requirement, 'key'), '') || !values.every((value) => isLabel(cx, 'key', value)))
      return undefined;
    if (values.some((value) => cx.isOpen(value)) || (label !== undefined && cx.isOpen(label))) return undefined;
    const fits = fitsRequirement(cx.string(requirement, 'operator'), values, label);
    if (fits === undefined) return undefined;
    if (!fits) isMatch = false;
  }
  return isMatch;
}

function isLabel(cx: CheckContext, key: string, value: string): boolean {
  return (
    formatFault('qualifiedName', key, cx.minor) === undefined &&
    formatFault('labelValue', value, cx.minor) === undefined
  );
}

function fitsRequirement(operator: string, values: readonly string[], label: string | undefined): boolean | undefined {
  switch (operator) {
    case 'In':
      return values.length === 0 ? undefined : label !== undefined && values.includes(label);
    case 'NotIn':
      return values.length === 0 ? undefined : label === undefined || !values.includes(label);
    case 'Exists':
      return values.length > 0 ? undefined : label !== undefined;
    case 'DoesNotExist':
      return values.length > 0 ? undefined : label === undefined;
    default:
      return undefined;
  }
}
