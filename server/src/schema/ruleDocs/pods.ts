import { claimTemplate, type RuleDoc, statefulSet } from './ruleDoc.ts';

const claim = claimTemplate('accessModes: [ReadWriteOnce]\nresources:\n  requests:\n    storage: 10Gi');

/** Rules about the Pods. */
export const podRules: readonly RuleDoc[] = [
  {
    id: 'volume-mount-undefined',
    summary: 'The mounted volume is not defined',
    why:
      'A mount names a volume of the Pod or a claim template of the StatefulSet. Until Kubernetes 1.33 the set is taken ' +
      'and its Pods are refused; since 1.34 the set is.',
    fix: 'Correct the name, or add the volume to `volumes` or `volumeClaimTemplates`.',
    bad: statefulSet({ container: 'volumeMounts:\n  - name: dat\n    mountPath: /data', spec: claim }),
    good: statefulSet({ container: 'volumeMounts:\n  - name: data\n    mountPath: /data', spec: claim }),
  },
  {
    id: 'volume-device-undefined',
    summary: 'The volume of the device is not defined',
    why: 'A block device of a container is a volume of the Pod or a claim template of the StatefulSet.',
    fix: 'Correct the name, or add the claim.',
    bad: statefulSet({ container: 'volumeDevices:\n  - name: disk\n    devicePath: /dev/xvda' }),
    good: statefulSet({
      container: 'volumeDevices:\n  - name: data\n    devicePath: /dev/xvda',
      spec: claimTemplate(
        'accessModes: [ReadWriteOnce]\nvolumeMode: Block\nresources:\n  requests:\n    storage: 10Gi',
      ),
    }),
  },
  {
    id: 'image-invalid',
    summary: 'The image cannot be pulled by that text',
    why:
      'The API server takes any text. The kubelet reads it as `registry/repository:tag@digest` and stops at what is no ' +
      'such reference (`InvalidImageName`): a scheme, capital letters, a blank, or a tag that is missing behind its colon. ' +
      'Texts in capitals and signs such as `<image>` are taken for what is filled in later.',
    fix: 'Write the reference as `docker pull` takes it.',
    bad: statefulSet().replace('nginx:1.29', 'https://docker.io/nginx:1.29'),
    good: statefulSet().replace('nginx:1.29', 'docker.io/nginx:1.29'),
  },
  {
    id: 'resource-unknown',
    summary: 'No such resource',
    why:
      'Containers have cpu, memory, ephemeral-storage and huge pages. Devices of nodes have names with a domain, as in ' +
      '`nvidia.com/gpu`.',
    fix: 'Correct the name.',
    bad: statefulSet({ container: 'resources:\n  requests:\n    mem: 1Gi' }),
    good: statefulSet({ container: 'resources:\n  requests:\n    memory: 1Gi' }),
  },
  {
    id: 'resource-request-above-limit',
    summary: 'The request is above the limit',
    why: 'A container cannot be promised more than it may use. Devices and huge pages must have both alike.',
    fix: 'Raise the limit or ask for less.',
    bad: statefulSet({ container: 'resources:\n  requests:\n    memory: 2Gi\n  limits:\n    memory: 1Gi' }),
    good: statefulSet({ container: 'resources:\n  requests:\n    memory: 1Gi\n  limits:\n    memory: 2Gi' }),
  },
];
