// Beginnings of manifests, for tests that write on behind them.

/** A StatefulSet `web`, up to its spec. */
export const set = 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: web\nspec:\n';

/** The same, up to the spec of its Pods. */
export const pod = `${set}  template:\n    metadata:\n      labels: {app: web}\n    spec:\n`;

/** The same, with the container `app`. */
export const container = `${pod}      containers:\n        - name: app\n          image: nginx\n`;

/** Behind this line the file begins that a fixture is about. */
export const main = '# file: main.yaml\n';

/** A StatefulSet `db` in a file of its own, and the beginning of `main.yaml`. */
export const otherSet = `# file: set.yaml
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  replicas: 2
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db, tier: back}}
    spec: {containers: [{name: a, image: redis, ports: [{name: redis, containerPort: 6379}]}]}
  volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce]}}]
${main}`;
