import { claimTemplate, type RuleDoc, statefulSet } from './ruleDoc.ts';

/** Rules about what object a text is, and whether it can be read into it. */
export const objectRules: readonly RuleDoc[] = [
  {
    id: 'api-version-missing',
    summary: 'The object has no apiVersion',
    why:
      'kubectl stops before it asks the API server: without `apiVersion` nobody knows which API the object belongs to. ' +
      'What has neither `metadata` nor `spec`, as the values of a Helm chart, is not taken for an object.',
    fix: 'Write `apiVersion: apps/v1` in a StatefulSet.',
    bad: statefulSet().replace('apiVersion: apps/v1\n', ''),
    good: statefulSet(),
  },
  {
    id: 'api-version-unknown',
    summary: 'The API version does not exist',
    why: 'The group is one of Kubernetes itself, and it has no such version or not this kind in it.',
    fix: 'Write the version that serves the kind today. Custom resources of other groups are not looked at.',
    bad: statefulSet({ apiVersion: 'apps/v2' }),
    good: statefulSet(),
  },
  {
    id: 'api-version-removed',
    summary: 'The API version is served no more',
    why:
      'Old beta versions are no longer served: `apps/v1beta1` and `apps/v1beta2` since Kubernetes 1.16. The old versions ' +
      'also filled in what must be written today, such as the selector.',
    fix: 'Write the version of today and what the old one added by itself; the quick fix does both.',
    bad: statefulSet({ apiVersion: 'apps/v1beta2' }),
    good: statefulSet(),
  },
  {
    id: 'kind-missing',
    summary: 'The object has no kind',
    why: 'kubectl stops before it asks the API server: without `kind` nobody knows what the object is.',
    fix: 'Write `kind: StatefulSet`.',
    bad: statefulSet().replace('kind: StatefulSet\n', ''),
    good: statefulSet(),
  },
  {
    id: 'kind-unknown',
    summary: 'The API version has no such kind',
    why: 'Kinds are spelled in one way only, capitals included; the API server knows no other.',
    fix: 'Write the kind as the API has it.',
    bad: statefulSet({ kind: 'Statefulset' }),
    good: statefulSet(),
  },
  {
    id: 'unknown-field',
    summary: 'The field does not exist here',
    why:
      'kubectl asks the API server for strict reading, which refuses the whole object. Without it the field would be ' +
      'dropped without a word, and what it should have done does not happen.',
    fix: 'Correct the name, or move the field to where it belongs: both are offered where they are certain.',
    bad: statefulSet({
      pod: claimTemplate('accessModes: [ReadWriteOnce]\nresources:\n  requests:\n    storage: 10Gi'),
    }),
    good: statefulSet({
      spec: claimTemplate('accessModes: [ReadWriteOnce]\nresources:\n  requests:\n    storage: 10Gi'),
    }),
  },
  {
    id: 'field-needs-newer-kubernetes',
    summary: 'The field came with a later Kubernetes',
    why: 'To an API server that is older than the field it is an unknown field, and the object is refused.',
    fix:
      'Leave the field out, or set `statefulset.kubernetesVersion` to the version of your cluster. The example is about ' +
      'a version in which nothing of it exists yet.',
    bad: statefulSet({ pod: 'schedulingGroup:\n  podGroupName: web' }),
    good: statefulSet(),
  },
  {
    id: 'field-gate-off',
    summary: 'Kubernetes drops the field silently',
    why:
      'The field exists, but its feature gate is off by default in this version: the API server takes the object and ' +
      'forgets the field.',
    fix: 'Leave the field out, or switch the gate on in the cluster and this rule off.',
    bad: statefulSet({ pod: 'evictionResponders:\n  - name: example.com/drain\n    priority: 1' }),
    good: statefulSet(),
  },
  {
    id: 'wrong-type',
    summary: 'The value has the wrong type',
    why:
      'YAML decides what a plain word is: `yes` is a boolean, `0755` and `1_000` are numbers, `8080` is a number even ' +
      'where a string is wanted. The API server does not convert.',
    fix:
      'Put strings that look like something else in quotes, and take the quotes off numbers and booleans. Where a list ' +
      'of words is wanted, as in `command`, write each word as an item of its own: a whole line in one item is taken ' +
      'for the name of one program.',
    bad: statefulSet({ container: 'env:\n  - name: PORT\n    value: 8080' }),
    good: statefulSet({ container: 'env:\n  - name: PORT\n    value: "8080"' }),
  },
  {
    id: 'number-too-large',
    summary: 'The number does not fit the field',
    why: 'Whole numbers of the API have 32 or 64 bits; a larger one cannot be read at all.',
    fix: 'Write a number that fits.',
    bad: statefulSet({ spec: 'replicas: 3000000000' }),
    good: statefulSet({ spec: 'replicas: 3' }),
  },
  {
    id: 'quantity-invalid',
    summary: 'The quantity cannot be read',
    why:
      'Quantities are a number and one of the units `m`, `k`, `M`, `G`, `T`, `P`, `E`, `Ki`, `Mi`, `Gi`, `Ti`, `Pi`, ' +
      '`Ei`, in this spelling and without a gap. `10GB` and `10gi` are refused.',
    fix: 'Write `10Gi` (1024³) or `10G` (1000³).',
    bad: statefulSet({
      spec: claimTemplate('accessModes: [ReadWriteOnce]\nresources:\n  requests:\n    storage: 10GB'),
    }),
    good: statefulSet({
      spec: claimTemplate('accessModes: [ReadWriteOnce]\nresources:\n  requests:\n    storage: 10Gi'),
    }),
  },
];
