import type { ClusterFacts } from '../../server/src/cluster/facts.ts';
import { readAttributesClasses, readDrivers, readStorageClasses } from '../../server/src/cluster/readObjects.ts';

/** A cluster whose objects and context have that name. */
export function clusterOf(text: string): ClusterFacts {
  const parameters = { [text]: text, type: text };
  return {
    context: text,
    storageClasses: readStorageClasses([
      { metadata: { name: text }, provisioner: text, parameters, reclaimPolicy: text, volumeBindingMode: text },
      { metadata: { name: 'fast' }, provisioner: 'ebs.csi.aws.com', parameters },
    ]),
    drivers: readDrivers([
      { metadata: { name: text }, spec: { fsGroupPolicy: text, volumeLifecycleModes: [text] } },
      { metadata: { name: 'ebs.csi.aws.com' }, spec: { fsGroupPolicy: text, volumeLifecycleModes: [text] } },
    ]),
    attributesClasses: readAttributesClasses([{ metadata: { name: text }, driverName: text, parameters }]),
    age: () => '2 min ago',
  };
}

/** Places where something may be written: behind each colon, and at the end of each line. */
export function slots(text: string): number[] {
  return [...text.matchAll(/: |$/gm)].map(({ index, 0: found }) => index + found.length);
}

/** Three objects with that text wherever a text may stand. */
export function manifestWith(text: string): string {
  const q = JSON.stringify(text);
  return `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: ${q}
  namespace: ${q}
  labels: { ${q}: ${q} }
spec:
  replicas: 3
  serviceName: ${q}
  podManagementPolicy: ${q}
  selector: { matchLabels: { app: ${q} } }
  template:
    metadata: { labels: { app: ${q} } }
    spec:
      containers:
        - name: ${q}
          image: ${q}
          volumeMounts: [{ name: ${q}, mountPath: ${q} }]
        - image: postgres:18
          env:
            - { name: PGDATA, value: ${q} }
            - { name: ${q}, value: ${JSON.stringify(`$(${text}) ${text}`)} }
            - { name: A, valueFrom: { configMapKeyRef: { name: ${q}, key: other } } }
            - { name: B, valueFrom: { secretKeyRef: { name: ${q}, key: other } } }
            - { name: C, value: ${JSON.stringify(`http://${text}-0.${text}.${text}.svc:80,web-0.web,$(A)`)} }
          envFrom: [{ configMapRef: { name: ${q} }, prefix: ${q} }]
          ports: [{ name: ${q}, containerPort: 80 }]
          readinessProbe: { httpGet: { port: ${q}, path: ${q} } }
      volumes:
        - { name: ${q}, configMap: { name: ${q}, items: [{ key: other, path: ${q} }] } }
        - { name: c, persistentVolumeClaim: { claimName: ${q} } }
      priorityClassName: ${q}
  volumeClaimTemplates:
    - metadata: { name: ${q} }
      spec:
        accessModes: [${q}]
        storageClassName: ${q}
        resources: { requests: { storage: ${q} } }
  # statefulset-ignore ${text.split('\n')[0]}: ${text.split('\n')[0]}
  ${q}: 1
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: ${q} }
provisioner: ${q}
parameters: { type: ${q} }
---
apiVersion: v1
kind: Service
metadata: { name: ${q}, namespace: ${q} }
spec: { clusterIP: None, selector: { app: ${q} }, ports: [{ name: ${q}, port: 80, targetPort: ${q} }] }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: ${q}, namespace: ${q} }
data: { ${q}: ${q} }
---
apiVersion: v1
kind: Secret
metadata: { name: ${q}, namespace: ${q} }
type: ${q}
stringData: { ${q}: ${q} }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: ${q}, namespace: ${q} }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: StatefulSet, name: ${q} }, maxReplicas: 5 }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: ${q}, namespace: ${q} }
spec: { minAvailable: ${q}, selector: { matchLabels: { app: ${q} } } }
`;
}

/** Objects of other kinds, a set among them that Kubernetes takes, with that text in comments and wherever any text may stand. */
export function othersWith(text: string): string {
  const q = JSON.stringify(text);
  const comment = text.replaceAll(/[\r\n\u0085]+/g, ' ').replaceAll('\u0000', '');
  return `# ${comment}
apiVersion: apps/v1
kind: StatefulSet # ${comment}
metadata:
  name: web # ${comment}
  annotations: { note: ${q}, ${q}: ${q} }
spec:
  # ${comment}
  serviceName: web
  replicas: 3
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web }, annotations: { note: ${q} } }
    spec:
      initContainers: [{ name: init, image: busybox, command: [sh, -c, ${q}], args: [${q}] }]
      containers:
        - name: app
          image: postgres:18 # ${comment}
          command: [${q}, ${q}]
          args: [${q}]
          workingDir: ${q}
          env: [{ name: A, value: ${q} }, { name: B, value: $(A) }]
          lifecycle: { preStop: { exec: { command: [${q}] } } }
          livenessProbe: { exec: { command: [${q}] } }
          volumeMounts: [{ name: data, mountPath: /data, subPath: ${q} }]
          resources: { requests: { cpu: ${q}, ${q}: 1 } }
      nodeSelector: { ${q}: ${q} }
      tolerations: [{ key: ${q}, operator: Exists }]
      hostAliases: [{ ip: ${q}, hostnames: [${q}] }]
      affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: ${q}, labelSelector: { matchLabels: { app: ${q} } } }] } }
      topologySpreadConstraints: [{ maxSkew: 1, topologyKey: ${q}, whenUnsatisfiable: ${q}, labelSelector: { matchLabels: { app: ${q} } } }]
      volumes: [{ name: data, hostPath: { path: ${q} } }, { name: x, csi: { driver: ${q}, volumeAttributes: { ${q}: ${q} } } }]
  volumeClaimTemplates:
    - metadata: { name: data, annotations: { ${q}: ${q} } }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${q} }
spec: { selector: { matchLabels: { app: ${q} } }, template: { metadata: { labels: { app: ${q} } }, spec: { containers: [{ name: ${q}, image: ${q} }] } } }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: ${q} }
spec: { accessModes: [${q}], storageClassName: ${q}, volumeName: ${q}, resources: { requests: { storage: ${q} } } }
---
apiVersion: v1
kind: PersistentVolume
metadata: { name: ${q} }
spec: { storageClassName: ${q}, accessModes: [ReadWriteOnce], capacity: { storage: ${q} }, csi: { driver: ${q}, volumeHandle: ${q} } }
---
apiVersion: storage.k8s.io/v1
kind: CSIDriver
metadata: { name: ${q} }
spec: { fsGroupPolicy: ${q} }
---
apiVersion: storage.k8s.io/v1
kind: VolumeAttributesClass
metadata: { name: ${q} }
driverName: ${q}
parameters: { ${q}: ${q} }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${q} }
spec: { rules: [{ host: ${q}, http: { paths: [{ path: ${q}, pathType: ${q}, backend: { service: { name: ${q}, port: { name: ${q} } } } }] } }] }
---
apiVersion: ${q}
kind: ${q}
metadata: { name: ${q} }
`;
}

/** A chart's template with that text, which is no YAML until it is rendered. */
export function templateWith(text: string): string {
  const q = JSON.stringify(text);
  return `{{- if .Values.on }}
{{/* ${text} */}}
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {{ .Release.Name }}-${text.split('\n')[0]}
  labels: {{ include ${q} . | nindent 4 }}
spec:
  serviceName: {{ ${q} }}
  selector: { matchLabels: { app: {{ .Values.name | default ${q} }} } }
  template:
    metadata: { labels: { app: ${q} } }
    spec:
      containers:
        - name: app
          image: "{{ .Values.image }}:${text.split('\n')[0]?.replaceAll('"', '')}"
{{- end }}
`;
}

/** A kustomization with that text in every place. */
export function kustomizationWith(text: string): string {
  const q = JSON.stringify(text);
  return `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: ${q}
namePrefix: ${q}
resources: [${q}, ../${q}, "https://evil.example/x.yaml"]
patches: [{ path: ${q}, target: { kind: StatefulSet, name: ${q} } }, { patch: ${q}, target: { name: ${q} } }]
configMapGenerator: [{ name: ${q}, literals: [${q}] }]
images: [{ name: ${q}, newName: ${q}, newTag: ${q} }]
`;
}
