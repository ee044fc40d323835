import { type JsonObject, objectAt, stringsAt, textAt } from '../json.ts';
import type { DefaultTables } from './rule.ts';

const affinitySeconds = 3 * 60 * 60;

/** Kubernetes: core `SetDefaults_Service`. */
export const serviceDefaults: DefaultTables = {
  'core.v1.ServiceSpec': {
    prepare: settleAffinity,
    fields: {
      sessionAffinity: { value: 'None' },
      type: { value: 'ClusterIP' },
      externalTrafficPolicy: {
        compute: (owner) => (isExternal(owner) ? 'Cluster' : undefined),
        says: 'Cluster where clients outside of the cluster can reach the Service',
      },
      internalTrafficPolicy: {
        compute: (owner) => (textAt(owner, 'type') === 'ExternalName' ? undefined : 'Cluster'),
        says: 'Cluster, except for ExternalName',
      },
      allocateLoadBalancerNodePorts: {
        compute: (owner) => (textAt(owner, 'type') === 'LoadBalancer' ? true : undefined),
        says: 'true for LoadBalancer',
      },
    },
  },
  'core.v1.ServicePort': {
    fields: {
      protocol: { value: 'TCP' },
      targetPort: { compute: (owner) => owner.port ?? 0, says: 'the port of the Service' },
    },
  },
  'core.v1.ClientIPConfig': { fields: { timeoutSeconds: { value: affinitySeconds } } },
};

/** None has no configuration; a configuration without a timeout is replaced as a whole. */
function settleAffinity(spec: JsonObject): void {
  const affinity = textAt(spec, 'sessionAffinity') || 'None';
  if (affinity === 'None') delete spec.sessionAffinityConfig;
  if (affinity !== 'ClientIP') return;
  const config = objectAt(spec, 'sessionAffinityConfig');
  const timeout = objectAt(config, 'clientIP')?.timeoutSeconds;
  if (timeout === undefined) spec.sessionAffinityConfig = { clientIP: { timeoutSeconds: affinitySeconds } };
}

function isExternal(spec: JsonObject): boolean {
  const type = textAt(spec, 'type');
  if (type === 'NodePort' || type === 'LoadBalancer') return true;
  return type === 'ClusterIP' && stringsAt(spec, 'externalIPs').length > 0;
}
