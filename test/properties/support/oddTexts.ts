/** Manifests in spellings that the examples and fixtures have seldom or never. */
export const oddTexts: readonly string[] = [
  // A chart's template
  `{{- $name := include "web.fullname" . }}
{{- if .Values.enabled }}
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {{ $name }}
  labels:
    {{- include "web.labels" . | nindent 4 }}
spec:
  replicas: {{ .Values.replicas | default 3 }}
  serviceName: {{ $name }}-headless
  {{- with .Values.strategy }}
  updateStrategy:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  template:
    spec:
      containers:
        - name: web
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
          {{- range $key, $value := .Values.env }}
          # {{ $key }}
          env: [{name: {{ $key | quote }}, value: {{ $value | quote }}}]
          {{- end }}
{{- end }}
`,
  // A kustomization with patches of all kinds
  `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [web.yaml]
namePrefix: a-
images:
- {name: nginx, newTag: "1.27"}
replicas:
- name: web
  count: 5
patches:
- target: {kind: StatefulSet, name: web}
  patch: |-
    - op: replace
      path: /spec/replicas
      value: 3
- patch: |
    apiVersion: apps/v1
    kind: StatefulSet
    metadata:
      name: web
    spec:
      replicas: "2"
patchesStrategicMerge:
- |-
  apiVersion: apps/v1
  kind: StatefulSet
  metadata: {name: web}
  spec:
    serviceNam: web
`,
  // Objects in a list
  `apiVersion: v1
kind: List
items:
- apiVersion: apps/v1
  kind: StatefulSet
  metadata: {name: web}
  spec:
    serviceName: web
    selector: {matchLabels: {app: web}}
    template:
      metadata: {labels: {app: web}}
      spec:
        containers: [{name: web, image: nginx}]
# the Service
- apiVersion: v1
  kind: Service
  metadata: {name: web}
  spec: {clusterIP: None, selector: {app: web}, ports: [{port: 80}]}
`,
  // JSON
  JSON.stringify(
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'web', labels: { 'a/b': 'c\u2028d' } },
      spec: {
        replicas: '3',
        serviceName: 'web',
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [{ name: 'web', image: 'nginx', env: [{ name: 'PEER', value: 'web-0.web' }] }] },
        },
        volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'] } }],
      },
    },
    undefined,
    2,
  ),
  `{"kind":"Service","apiVersion":"v1","metadata":{"name":"web"},"spec":{"clusterIP":"None","selector":{"app":"web"},"ports":[{"port":80,"targetPort":"http"}]}}`,
  // Anchors, aliases, merge keys, tags, directives
  `%YAML 1.1
%TAG !k! tag:yaml.org,2002:
---
apiVersion: !k!str apps/v1
kind: &kind StatefulSet
x: &base
  name: &name web
  image: nginx
metadata:
  name: *name
  annotations: {a: *kind, ? b : !!str 1}
spec:
  serviceName: *name
  selector: &selector
    matchLabels: &labels
      app: *name
  template:
    metadata:
      labels:
        <<: *labels
        tier: &tier !!str db
    spec:
      containers:
      - <<: [*base, {imagePullPolicy: Always}]
        env: &env
        - {name: A, value: "$(B)"}
      - <<: *base
        name: other
        env: *env
...
`,
  // Texts of several lines in every spelling, and comments everywhere
  `# top
apiVersion: v1 # version
kind: ConfigMap # kind

metadata: # metadata

  # of name
  name:
    # in between
    web
data: # data
  # first
  a: |2-
      two
     three # no comment

  b: >+ # folded
    one
      two

    three

  c: "one
    # no comment
    \\"two\\" \\
    three\\u0041
    " # end
  d: 'it''s

    two'
  e: plain
    of two # comment
  f: !!binary |
    aGVsbG8=
  "g h": ? # nothing
  # last
binaryData: {a: # why
    aGVsbG8=, # first
  # between
  b: "aGVs\\
    bG8=" }
# end`,
  // Brackets across lines, lists at the indentation of their key, explicit keys
  `? apiVersion
: apps/v1
? kind
: StatefulSet
metadata: {
  name: web,
  labels: {
    app: web, # comment
    "tier" : 'db',
  },
}
spec:
  ? serviceName
  : web
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web, tier: db}}
    spec:
      volumes: [
        {name: data, emptyDir: {}},

        {name: "config", configMap: {name: web}}
      ]
      containers:
      -
        name: web
        image: nginx
        args: [--a, "b: c", 'd # e',
               f]
      -   name: side
          image: busybox
          command:
          - - sh
          - -c
          - "echo
            x"
`,
  // The same keys twice, long keys, keys of other types
  `apiVersion: v1
kind: Secret
metadata:
  name: web
  name: web
  labels: {yes: "1", 1: one, null: x, ~: y, 1.5: z, "": e}
  annotations:
    ${'long-'.repeat(60)}key: ${'value '.repeat(60)}
    "${'long '.repeat(300)}": x
type: Opaque
stringData: {on: off, 0x10: "0o7", =: 1, <<: {a: b}}
data:
  a: YQ==
  "a": Yg==
`,
  // Names that lead to each other
  `apiVersion: v1
kind: Service
metadata: {name: db, namespace: prod}
spec:
  clusterIP: None
  selector: {app: db}
  ports: [{name: sql, port: 3306, targetPort: sql}]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: prod}
spec:
  serviceName: db
  replicas: 3
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      serviceAccountName: db
      containers:
      - name: db
        image: mysql:8
        ports: [{name: sql, containerPort: 3306}]
        env:
        - {name: PEERS, value: "db-0.db.prod.svc.cluster.local:3306,db-1.db,http://db.prod:3306/x"}
        - {name: SELF, valueFrom: {secretKeyRef: {name: db, key: password}}}
        readinessProbe: {tcpSocket: {port: sql}}
        volumeMounts: [{name: data, mountPath: /data}, {name: config, mountPath: /config}]
      volumes: [{name: config, configMap: {name: db}}]
  volumeClaimTemplates:
  - metadata: {name: data}
    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: db, namespace: prod}
spec: {minAvailable: 2, selector: {matchLabels: {app: db}}}
---
apiVersion: v1
kind: Pod
metadata: {name: client, namespace: prod}
spec:
  containers: [{name: c, image: busybox, env: [{name: HOST, value: db-2.db}]}]
  volumes: [{name: old, persistentVolumeClaim: {claimName: data-db-0}}]
`,
];
