import type { ConstraintTables } from '../constraint.ts';

/** Containers and their ports. Kubernetes: `pkg/apis/core/validation/validation.go`. */
export const containerConstraints: ConstraintTables = {
  // validateContainerPorts
  'core.v1.ContainerPort': {
    noun: 'port',
    fields: {
      name: { format: 'portName' },
      containerPort: { required: 'write the port that the program listens on', min: 1, max: 65535 },
      hostPort: { min: 0, max: 65535 },
      protocol: { words: ['SCTP', 'TCP', 'UDP'] },
    },
  },
};
