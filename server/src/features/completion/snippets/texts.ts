import { plainOrQuoted } from '../scalarText.ts';

/** What a headless Service is made for. */
export interface HeadlessService {
  readonly name: string;
  readonly namespace?: string | undefined;
  /** The labels of the Pods. */
  readonly labels: ReadonlyMap<string, string>;
  readonly port?: { readonly name: string; readonly number: number } | undefined;
}

/** A headless Service as YAML text of its own, without a separator. */
export function headlessService({ name, namespace, labels, port }: HeadlessService): string {
  const pairs = labels.size > 0 ? [...labels] : [['app', name] as const];
  return [
    'apiVersion: v1',
    'kind: Service',
    'metadata:',
    `  name: ${plainOrQuoted(name)}`,
    ...(namespace === undefined ? [] : [`  namespace: ${plainOrQuoted(namespace)}`]),
    'spec:',
    '  clusterIP: None',
    '  selector:',
    ...pairs.map(([key, value]) => `    ${plainOrQuoted(key)}: ${plainOrQuoted(value)}`),
    ...(port ? ['  ports:', `    - name: ${plainOrQuoted(port.name)}`, `      port: ${port.number}`] : []),
    '',
  ].join('\n');
}

/** The claim template that goes with a mount. */
export function claimTemplate(name: string): string {
  return [
    '- metadata:',
    `    name: ${plainOrQuoted(name)}`,
    '  spec:',
    '    accessModes: [ReadWriteOnce]',
    '    resources:',
    '      requests:',
    '        storage: 10Gi',
  ].join('\n');
}

// Whole objects as LSP snippets: a name that occurs several times is one stop, so that it is typed once.

/** A set with a claim template, behind the headless Service that it needs. */
export const statefulSetSnippet = `apiVersion: v1
kind: Service
metadata:
  name: \${1:web}
spec:
  clusterIP: None
  selector:
    app: \${1:web}
  ports:
    - name: \${2:http}
      port: \${3:80}
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: \${1:web}
spec:
  serviceName: \${1:web}
  replicas: \${4:3}
  selector:
    matchLabels:
      app: \${1:web}
  template:
    metadata:
      labels:
        app: \${1:web}
    spec:
      containers:
        - name: \${1:web}
          image: \${5:nginx:1.29}
          ports:
            - name: \${2:http}
              containerPort: \${3:80}
          volumeMounts:
            - name: \${6:data}
              mountPath: \${7:/data}
  volumeClaimTemplates:
    - metadata:
        name: \${6:data}
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: \${8:10Gi}
`;

/** The least that a set can be, for a Service that is there already. */
export const bareStatefulSetSnippet = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: \${1:web}
spec:
  serviceName: \${1:web}
  replicas: \${2:3}
  selector:
    matchLabels:
      app: \${1:web}
  template:
    metadata:
      labels:
        app: \${1:web}
    spec:
      containers:
        - name: \${1:web}
          image: $0
`;

/** The Service that gives a set's Pods their names. */
export const headlessServiceSnippet = `apiVersion: v1
kind: Service
metadata:
  name: \${1:web}
spec:
  clusterIP: None
  selector:
    app: \${1:web}
  ports:
    - name: \${2:http}
      port: \${3:80}
`;

/** A Service with an address of its own, behind which any of the Pods answers. */
export const clientServiceSnippet = `apiVersion: v1
kind: Service
metadata:
  name: \${1:web}
spec:
  selector:
    app: \${2:web}
  ports:
    - name: \${3:http}
      port: \${4:80}
      targetPort: \${5:http}
`;

/** A claim that belongs to no set. */
export const claimSnippet = `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: \${1:data}
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: \${2:10Gi}
`;

/** A StorageClass of a provisioner. */
export function storageClassSnippet(provisioner: string): string {
  return `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: \${1:fast}
provisioner: \${2:${provisioner}}
volumeBindingMode: WaitForFirstConsumer
allowVolumeExpansion: true
reclaimPolicy: \${3|Delete,Retain|}
`;
}

/** A PodDisruptionBudget; `labels` are lines of a snippet. */
export function budgetSnippet(name: string, labels: string): string {
  return `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: ${name}
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
${labels}
`;
}
