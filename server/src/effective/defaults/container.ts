import { pullPolicyOf } from '../imageName.ts';
import { textAt } from '../json.ts';
import type { DefaultTables, FieldDefault, TypeDefaults } from './rule.ts';

const pullPolicySays = 'Always for the tag latest or neither tag nor digest, else IfNotPresent';

/** SetDefaults_Container */
const container: TypeDefaults = {
  fields: {
    imagePullPolicy: { compute: (owner) => pullPolicyOf(textAt(owner, 'image')), says: pullPolicySays },
    terminationMessagePath: { value: '/dev/termination-log' },
    terminationMessagePolicy: { value: 'File' },
  },
};

/** The policy of an image volume. */
export const imageVolumePullPolicy: FieldDefault = {
  gate: 'ImageVolume',
  compute: (owner) => pullPolicyOf(textAt(owner, 'reference')),
  says: pullPolicySays,
};

/** Containers and what they are made of. Kubernetes: `pkg/apis/core/v1/defaults.go`. */
export const containerDefaults: DefaultTables = {
  'core.v1.Container': container,
  'core.v1.EphemeralContainer': container,
  'core.v1.ContainerPort': { fields: { protocol: { value: 'TCP' } } },
  'core.v1.ObjectFieldSelector': { fields: { apiVersion: { value: 'v1' } } },
  'core.v1.FileKeySelector': { fields: { optional: { value: false } } },
  // SetDefaults_Probe
  'core.v1.Probe': {
    fields: {
      timeoutSeconds: { value: 1 },
      periodSeconds: { value: 10 },
      successThreshold: { value: 1 },
      failureThreshold: { value: 3 },
    },
  },
  // SetDefaults_HTTPGetAction
  'core.v1.HTTPGetAction': { fields: { path: { value: '/' }, scheme: { value: 'HTTP' } } },
  'core.v1.GRPCAction': { fields: { service: { value: '', says: '"", the server as a whole' } } },
};
