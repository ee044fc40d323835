/** A StatefulSet that nothing is wrong with, in the namespace `app`; its Service is `headlessService`. */
export const statefulSet = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
  namespace: app
spec:
  serviceName: web
  replicas: 3
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      terminationGracePeriodSeconds: 30
      containers:
        - name: web
          image: example.com/web:1.0
          ports:
            - name: http
              containerPort: 80
          volumeMounts:
            - name: data
              mountPath: /data
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: ["ReadWriteOnce"]
        storageClassName: fast
        resources:
          requests:
            storage: 1Gi
`;

/** The Service of `statefulSet`, with nothing wrong either. */
export const headlessService = `apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: app
spec:
  clusterIP: None
  selector:
    app: web
  ports:
    - name: http
      port: 80
`;

/** The class of the claims of `statefulSet`. */
export const storageClass = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: example.com/disk
`;
