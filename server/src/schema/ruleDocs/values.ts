import { claimTemplate, type RuleDoc, statefulSet } from './ruleDoc.ts';

const storage = 'resources:\n  requests:\n    storage: 10Gi';

/** Rules about single values and how they go together. */
export const valueRules: readonly RuleDoc[] = [
  {
    id: 'required-field-missing',
    summary: 'A required field has no value',
    why: 'The API server has no default for it. Null, an empty text and an empty list count as no value.',
    fix: 'Write the value; where one fits most of the time, a quick fix adds it.',
    bad: statefulSet({ spec: claimTemplate(storage) }),
    good: statefulSet({ spec: claimTemplate(`accessModes: [ReadWriteOnce]\n${storage}`) }),
  },
  {
    id: 'field-forbidden',
    summary: 'The field must not be set here',
    why: 'The field exists for other uses of the same type. In a StatefulSet, for one, Pods must not have a deadline.',
    fix: 'Leave the field out.',
    bad: statefulSet({ pod: 'activeDeadlineSeconds: 600' }),
    good: statefulSet(),
  },
  {
    id: 'value-not-supported',
    summary: 'The word is not one that the field knows',
    why:
      'Fields with a fixed set of words compare letter by letter, capitals included. Kernel parameters that are one for ' +
      'the whole node, as `vm.max_map_count`, are taken by the API server and refused by the kubelet: a warning.',
    fix: 'Write one of the words that the message lists.',
    bad: statefulSet({ spec: 'podManagementPolicy: parallel' }),
    good: statefulSet({ spec: 'podManagementPolicy: Parallel' }),
  },
  {
    id: 'value-out-of-range',
    summary: 'The number is outside of what is allowed',
    why: 'The API server checks the limits of numbers: ports end at 65535, replicas are never negative.',
    fix: 'Write a number within the limits that the message names.',
    bad: statefulSet({ container: 'ports:\n  - containerPort: 70000' }),
    good: statefulSet({ container: 'ports:\n  - containerPort: 7000' }),
  },
  {
    id: 'value-invalid',
    summary: 'The text is not spelled as the field needs it',
    why: 'The API server checks the spelling of paths, addresses, keys and ports before it stores the object.',
    fix: 'Write the text as the message says.',
    bad: statefulSet({ container: 'livenessProbe:\n  tcpSocket:\n    port: "5432"' }),
    good: statefulSet({ container: 'livenessProbe:\n  tcpSocket:\n    port: 5432' }),
  },
  {
    id: 'name-invalid',
    summary: 'The name is not spelled as Kubernetes names are',
    why:
      'Names become parts of DNS names. The name of a StatefulSet, its serviceName and the names of containers and ' +
      'volumes are DNS labels: at most 63 of a-z, 0-9 and `-`, with a letter or digit at both ends.',
    fix: 'Use lower case letters, digits and dashes.',
    bad: statefulSet({ name: 'web_server' }),
    good: statefulSet({ name: 'web-server' }),
  },
  {
    id: 'label-invalid',
    summary: 'A label, annotation or selector is not spelled right',
    why:
      'Values of labels have at most 63 characters: letters, digits, and `-`, `_` or `.` between them. Keys are such a ' +
      'name with an optional domain and `/` in front.',
    fix: 'Shorten or respell it; free text belongs in annotations, whose values are not limited.',
    bad: statefulSet({ labels: 'labels:\n  app: web\n  team: "data & storage"' }),
    good: statefulSet({ labels: 'labels:\n  app: web\n  team: data-storage' }),
  },
  {
    id: 'duplicate-name',
    summary: 'Two entries of a list have the same name',
    why: 'Containers, volumes and named ports are told apart by their names.',
    fix: 'Rename one of the two.',
    bad: statefulSet({ pod: 'volumes:\n  - name: tmp\n    emptyDir: {}\n  - name: tmp\n    emptyDir: {}' }),
    good: statefulSet({ pod: 'volumes:\n  - name: tmp\n    emptyDir: {}\n  - name: cache\n    emptyDir: {}' }),
  },
  {
    id: 'duplicate-value',
    summary: 'A value may be there only once',
    why: 'Two volumes at one path of a container, or two programs on one port of the node, exclude each other.',
    fix: 'Change one of the two.',
    bad: statefulSet({
      pod: 'volumes:\n  - name: a\n    emptyDir: {}\n  - name: b\n    emptyDir: {}',
      container: 'volumeMounts:\n  - name: a\n    mountPath: /data\n  - name: b\n    mountPath: /data',
    }),
    good: statefulSet({
      pod: 'volumes:\n  - name: a\n    emptyDir: {}\n  - name: b\n    emptyDir: {}',
      container: 'volumeMounts:\n  - name: a\n    mountPath: /data\n  - name: b\n    mountPath: /cache',
    }),
  },
  {
    id: 'choice-missing',
    summary: 'One of several fields must be set',
    why: 'A probe without a handler, or a variable with an empty valueFrom, does not say what to do.',
    fix: 'Set one of the fields that the message lists.',
    bad: statefulSet({ container: 'readinessProbe:\n  periodSeconds: 5' }),
    good: statefulSet({ container: 'readinessProbe:\n  periodSeconds: 5\n  tcpSocket:\n    port: 80' }),
  },
  {
    id: 'choice-conflict',
    summary: 'Only one of several fields may be set',
    why: 'A probe has one handler, a volume one source, a variable one origin of its value.',
    fix: 'Keep the one that is meant.',
    bad: statefulSet({ container: 'readinessProbe:\n  tcpSocket:\n    port: 80\n  exec:\n    command: [ready]' }),
    good: statefulSet({ container: 'readinessProbe:\n  exec:\n    command: [ready]' }),
  },
  {
    id: 'fields-conflict',
    summary: 'Two fields contradict each other',
    why: 'Each field is fine by itself, but the API server refuses them together.',
    fix: 'Leave one of the two out, or make them agree.',
    bad: statefulSet({ spec: 'updateStrategy:\n  type: OnDelete\n  rollingUpdate:\n    partition: 1' }),
    good: statefulSet({ spec: 'updateStrategy:\n  type: RollingUpdate\n  rollingUpdate:\n    partition: 1' }),
  },
];
