/** One StatefulSet of 33 lines; `i` makes names differ. */
export function setDocument(i: number): string {
  return `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: set-${i}
  labels:
    app: app-${i}
spec:
  serviceName: set-${i}
  replicas: 3
  selector:
    matchLabels:
      app: app-${i}
  template:
    metadata:
      labels:
        app: app-${i}
    spec:
      containers:
        - name: main
          image: registry.example/app:${i}
          ports:
            - containerPort: 3306
          volumeMounts:
            - name: data
              mountPath: /var/lib/data
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: ["ReadWriteOnce"]
        resources:
          requests:
            storage: 10Gi
`;
}

/** A headless Service for the set of that number. */
export function serviceDocument(i: number): string {
  return `apiVersion: v1\nkind: Service\nmetadata:\n  name: set-${i}\nspec:\n  clusterIP: None\n  selector:\n    app: app-${i}\n`;
}

/** A StatefulSet in ten lines. */
export function shortDocument(): string {
  return `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: set-0
spec:
  serviceName: set-0
  replicas: 3
  selector: { matchLabels: { app: app-0 } }
  template: { metadata: { labels: { app: app-0 } }, spec: { containers: [{ name: main, image: registry.example/app }] } }
  updateStrategy: { type: RollingUpdate }
`;
}

/** A file of `count` documents: Services, each with its set behind it. */
export function manyDocuments(count: number): string {
  return Array.from({ length: count / 2 }, (_, i) => `${serviceDocument(i)}---\n${setDocument(i)}`).join('---\n');
}

/** A file of `count` sets whose Services are nowhere, so that each has a finding. */
export function manyFindings(count: number): string {
  return Array.from({ length: count }, (_, i) => setDocument(i)).join('---\n');
}

/** One StatefulSet of about `lines` lines: containers with environment, ports and mounts. */
export function longDocument(lines: number): string {
  const head = setDocument(0);
  const [before, after] = head.split('  volumeClaimTemplates:\n') as [string, string];
  let text = before;
  for (let i = 0; text.split('\n').length < lines - 10; i++) text += containerLines(i);
  return `${text}  volumeClaimTemplates:\n${after}`;
}

function containerLines(i: number): string {
  return `        - name: side-${i}
          image: registry.example/side:${i}
          env:
            - name: POD_NAME
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
            - name: LEVEL
              value: "info"
          ports:
            - name: p${i}
              containerPort: ${4000 + i}
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
          volumeMounts:
            - name: data
              mountPath: /data/${i}
`;
}
