import { typeByName } from '../schema/lookup.ts';
import type { Minor } from '../schema/minor.ts';
import { defaultTables } from './defaults/all.ts';
import { isOn } from './gates.ts';
import type { Json } from './json.ts';

/**
 * The default that the server writes into a field of a type (`core.v1.Probe`, `periodSeconds`), as a person would say
 * it: `10`, `Always for the tag latest …`. Undefined where the field stays empty, or the minor does not know it.
 */
export function defaultOf(typeName: string, field: string, minor: Minor): string | undefined {
  if (!typeByName(typeName)?.fields.get(field)?.isKnownIn(minor)) return undefined;
  const rule = defaultTables.get(typeName)?.fields?.[field];
  if (!rule) return otherDefaults[`${typeName}.${field}`];
  if (rule.gate !== undefined && !isOn(rule.gate, { minor })) return undefined;
  return rule.says ?? ('value' in rule ? textOf(rule.value) : undefined);
}

/** Defaults that come with the object around the field, in words. */
const otherDefaults: Readonly<Record<string, string | undefined>> = {
  'apps.v1.StatefulSetUpdateStrategy.rollingUpdate': '{partition: 0} where no type is written',
  'autoscaling.v2.HPAScalingRules.policies': 'to grow: 4 Pods or 100 % in 15 seconds; to shrink: 100 % in 15 seconds',
  'autoscaling.v2.HPAScalingRules.selectPolicy': 'Max',
  'autoscaling.v2.HPAScalingRules.stabilizationWindowSeconds':
    'to grow: 0; to shrink: what the controller is told, 300 if nothing else',
  'core.v1.PodSpec.enableServiceLinks': 'true in Pods',
  'core.v1.ResourceRequirements.requests': 'the limits, in Pods',
  'core.v1.ServiceSpec.ipFamilies': 'the first family of the cluster',
  'core.v1.ServiceSpec.ipFamilyPolicy': 'SingleStack; RequireDualStack for a headless Service without a selector',
};

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
