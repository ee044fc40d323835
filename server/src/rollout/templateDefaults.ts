import { parseQuantity } from '../storage/quantity.ts';
import { isList, isObject, type Json, type JsonObject, textAt, valueAt } from './json.ts';

/**
 * A Pod template as the API server stores it: defaults written in, quantities in their canonical spelling, empty lists
 * and maps gone. Two templates that differ only in these make one revision. Kubernetes: `pkg/apis/core/v1/defaults.go`.
 */
export function storedTemplate(template: JsonObject): JsonObject {
  const spec = valueAt(template, 'spec');
  return withoutEmpty({ ...template, spec: storedPodSpec(isObject(spec) ? spec : {}) });
}

/** A claim template (or a claim) as the API server stores it, without the parts that the server alone writes. */
export function storedClaim(claim: JsonObject): JsonObject {
  const spec = valueAt(claim, 'spec');
  const { apiVersion: _apiVersion, kind: _kind, status: _status, ...rest } = claim;
  return withoutEmpty({ ...rest, spec: storedClaimSpec(isObject(spec) ? spec : {}) });
}

type Change = (value: Json | undefined) => Json | undefined;

const podScalars: JsonObject = {
  dnsPolicy: 'ClusterFirst',
  restartPolicy: 'Always',
  schedulerName: 'default-scheduler',
};
const containerScalars: JsonObject = {
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
};
const probeScalars: JsonObject = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };
const httpScalars: JsonObject = { path: '/', scheme: 'HTTP' };
const defaultFileMode = 0o644;
const defaultGraceSeconds = 30;
const tokenSeconds = 3600;

/** Volume sources whose files have a mode, with the fields that hold their items. */
const volumesWithMode = ['secret', 'configMap', 'downwardAPI', 'projected'] as const;
/** Maps that the server leaves out when they are empty; other empty objects mean something. */
const omittedMaps = new Set(['labels', 'annotations', 'nodeSelector', 'limits', 'requests', 'matchLabels', 'overhead']);

function storedPodSpec(spec: JsonObject): JsonObject {
  const account = textAt(spec, 'serviceAccountName') || textAt(spec, 'serviceAccount');
  const accounts: JsonObject = account === '' ? {} : { serviceAccountName: account, serviceAccount: account };
  return change(
    { ...fill(spec, podScalars), ...accounts },
    {
      terminationGracePeriodSeconds: (value) => value ?? defaultGraceSeconds,
      securityContext: (value) => value ?? {},
      containers: eachObject(storedContainer),
      initContainers: eachObject(storedContainer),
      ephemeralContainers: eachObject(storedContainer),
      volumes: eachObject(storedVolume),
      resources: storedResources,
      overhead: quantities,
    },
  );
}

function storedContainer(container: JsonObject): JsonObject {
  const pullPolicy = pullsAlways(textAt(container, 'image')) ? 'Always' : 'IfNotPresent';
  return change(fill(container, { ...containerScalars, imagePullPolicy: pullPolicy }), {
    resources: (value) => storedResources(value ?? {}),
    ports: eachObject((port) => fill(port, { protocol: 'TCP' })),
    env: eachObject(storedVariable),
    livenessProbe: object(storedProbe),
    readinessProbe: object(storedProbe),
    startupProbe: object(storedProbe),
    lifecycle: object((lifecycle) =>
      change(lifecycle, { postStart: object(storedHandler), preStop: object(storedHandler) }),
    ),
  });
}

/** A tag of `latest`, or neither tag nor digest, is pulled every time. */
function pullsAlways(image: string): boolean {
  if (image === '' || image.includes('@')) return false;
  const lastPart = image.slice(image.lastIndexOf('/') + 1);
  const colon = lastPart.indexOf(':');
  return colon < 0 || lastPart.slice(colon + 1) === 'latest';
}

function storedVariable(variable: JsonObject): JsonObject {
  return change(variable, {
    value: (value) => (value === '' ? undefined : value),
    valueFrom: object((source) =>
      change(source, { fieldRef: object(storedFieldRef), resourceFieldRef: object(storedResourceRef) }),
    ),
  });
}

function storedFieldRef(reference: JsonObject): JsonObject {
  return fill(reference, { apiVersion: 'v1' });
}

function storedResourceRef(reference: JsonObject): JsonObject {
  return change(reference, { divisor: (value) => canonical(value ?? '0') });
}

function storedProbe(probe: JsonObject): JsonObject {
  return storedHandler(fill(probe, probeScalars, 0));
}

function storedHandler(handler: JsonObject): JsonObject {
  return change(handler, {
    httpGet: object((request) => fill(request, httpScalars)),
    grpc: object((request) => change(request, { service: (value) => value ?? '' })),
  });
}

function storedVolume(volume: JsonObject): JsonObject {
  const hasSource = Object.keys(volume).some((key) => key !== 'name' && volume[key] !== null);
  const withSource: JsonObject = hasSource ? volume : { ...volume, emptyDir: {} };
  const changes: Record<string, Change> = {
    emptyDir: object((source) =>
      change(source, { sizeLimit: (value) => (value === undefined ? undefined : canonical(value)) }),
    ),
    hostPath: object((source) => change(source, { type: (value) => value ?? '' })),
    ephemeral: object((source) => change(source, { volumeClaimTemplate: object(storedEphemeralClaim) })),
  };
  for (const kind of volumesWithMode) changes[kind] = object(storedFiles);
  return change(withSource, changes);
}

function storedEphemeralClaim(claim: JsonObject): JsonObject {
  return change(claim, {
    spec: (value) => storedClaimSpec(isObject(value) ? value : {}),
  });
}

function storedFiles(source: JsonObject): JsonObject {
  return change(source, {
    defaultMode: (value) => value ?? defaultFileMode,
    items: eachObject((item) =>
      change(item, { fieldRef: object(storedFieldRef), resourceFieldRef: object(storedResourceRef) }),
    ),
    sources: eachObject((part) =>
      change(part, {
        downwardAPI: object((inner) =>
          change(inner, { items: eachObject((item) => change(item, { fieldRef: object(storedFieldRef) })) }),
        ),
        serviceAccountToken: object((token) => change(token, { expirationSeconds: (value) => value ?? tokenSeconds })),
      }),
    ),
  });
}

function storedClaimSpec(spec: JsonObject): JsonObject {
  return change(fill(spec, { volumeMode: 'Filesystem' }), { resources: (value) => storedResources(value ?? {}) });
}

function storedResources(value: Json | undefined): Json | undefined {
  return isObject(value) ? change(value, { limits: quantities, requests: quantities }) : value;
}

function quantities(value: Json | undefined): Json | undefined {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, amount]) => [key, canonical(amount)]));
}

function canonical(value: Json): Json {
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  return parseQuantity(String(value))?.stored ?? value;
}

/** The object with the values of some keys replaced; an undefined result leaves the key out. */
function change(value: JsonObject, changes: Readonly<Record<string, Change>>): JsonObject {
  const entries = new Map(Object.entries(value));
  for (const [key, apply] of Object.entries(changes)) {
    const before = entries.get(key);
    const after = apply(before === null ? undefined : before);
    if (after === undefined) entries.delete(key);
    else entries.set(key, after);
  }
  return Object.fromEntries(entries);
}

/** The object with missing or empty values filled in; `zero` counts as empty too where it is given. */
function fill(value: JsonObject, defaults: JsonObject, zero?: number): JsonObject {
  const filled = new Map(Object.entries(value));
  for (const [key, text] of Object.entries(defaults)) {
    const present = filled.get(key);
    if (present === undefined || present === null || present === '' || present === zero) filled.set(key, text);
  }
  return Object.fromEntries(filled);
}

function object(apply: (value: JsonObject) => JsonObject): Change {
  return (value) => (isObject(value) ? apply(value) : value);
}

function eachObject(apply: (value: JsonObject) => JsonObject): Change {
  return (value) => (isList(value) ? value.map((item) => (isObject(item) ? apply(item) : item)) : value);
}

function withoutEmpty(value: JsonObject): JsonObject {
  const kept: [string, Json][] = [];
  for (const [key, item] of Object.entries(value)) {
    if (item === null || (isList(item) && item.length === 0)) continue;
    if (!omittedMaps.has(key) || !isObject(item)) kept.push([key, withoutEmptyInside(item)]);
    else if (Object.keys(item).length > 0) kept.push([key, withEmptyTexts(item)]);
  }
  return Object.fromEntries(kept);
}

function withoutEmptyInside(value: Json): Json {
  if (isList(value)) return value.map(withoutEmptyInside);
  return isObject(value) ? withoutEmpty(value) : value;
}

/** In a map of texts, null is an empty text. */
function withEmptyTexts(map: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(map).map(([key, item]) => [key, item ?? '']));
}
