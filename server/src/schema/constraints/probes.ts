import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import type { Choice, ConstraintTables, FieldConstraints } from '../constraint.ts';
import { type CheckContext, quoted } from '../context.ts';
import { fixValue } from '../fixes.ts';
import { formatFault } from '../formats.ts';
import { isGateOn } from '../gates.ts';
import { isAtLeast } from '../minor.ts';
import { checkFormat } from '../valueChecks.ts';
import { podAround } from './podAround.ts';

const portOfContainer: FieldConstraints = {
  required: 'write a port number or name',
  sample: onlyPort,
  check: checkPort,
};

/** Probes and lifecycle hooks. Kubernetes: core validation, `validateProbe`, `validateHandler`, `validateLifecycle`. */
export const probeConstraints: ConstraintTables = {
  'core.v1.Probe': {
    noun: 'probe',
    fields: {
      initialDelaySeconds: { min: 0 },
      timeoutSeconds: { min: 0 },
      periodSeconds: { min: 0 },
      successThreshold: { min: 0 },
      failureThreshold: { min: 0 },
      terminationGracePeriodSeconds: { min: 1 },
    },
    choice: handlers(['exec', 'httpGet', 'tcpSocket', 'grpc']),
  },
  'core.v1.LifecycleHandler': {
    noun: 'hook',
    fields: { sleep: { gate: 'PodLifecycleSleepAction', check: checkSleep } },
    choice: handlers(['exec', 'httpGet', 'tcpSocket', 'sleep']),
  },
  'core.v1.Lifecycle': { noun: 'lifecycle', fields: { stopSignal: { gate: 'ContainerStopSignals' } } },
  'core.v1.ExecAction': { noun: 'command', fields: { command: { required: 'write the command as a list' } } },
  'core.v1.HTTPGetAction': {
    noun: 'HTTP request',
    fields: {
      port: portOfContainer,
      protocol: { gate: 'H2CContainerProbe' },
      scheme: { words: ['HTTP', 'HTTPS'] },
    },
  },
  'core.v1.HTTPHeader': {
    noun: 'header',
    fields: { name: { required: 'write the name of the header', format: 'httpHeaderName' } },
  },
  'core.v1.TCPSocketAction': { noun: 'TCP connection', fields: { port: portOfContainer } },
  'core.v1.GRPCAction': {
    noun: 'gRPC request',
    fields: { port: { required: 'write a port number', min: 1, max: 65535 }, mode: { gate: 'GRPCContainerProbeTLS' } },
  },
};

/** The port of a container that has one only. */
function onlyPort(cx: CheckContext, request: NodeId): string | undefined {
  for (let at = request; at >= 0; at = cx.tree.parent(at)) {
    if (!cx.has(at, 'ports')) continue;
    const [port, ...more] = cx.itemsOf(at, 'ports');
    const number = port === undefined || more.length > 0 ? undefined : cx.number(port, 'containerPort');
    return number === undefined ? undefined : String(number);
  }
  return undefined;
}

function handlers(fields: readonly string[]): Choice {
  return { fields, noun: 'handlers', isRequired: true };
}

/** Kubernetes: core validation, `ValidatePortNumOrName`: 1 to 65535, or the name of a port. */
function checkPort(cx: CheckContext, value: NodeId): void {
  const json = cx.jsonOf(value);
  if (typeof json === 'number') {
    if (json >= 1 && json <= 65535) return;
    cx.report('value-out-of-range', cx.at(value), `${cx.labelOf(value)} ${json} is no port; write 1 to 65535`);
  } else if (typeof json === 'string' && !cx.isOpen(json)) {
    if (/^[0-9]+$/.test(json)) {
      const message = `${cx.labelOf(value)} ${quoted(json)} is the name of a port; write the number without quotes`;
      const fix = fixValue(
        cx,
        value,
        String(Number(json)),
        Number(json) > 0 && Number(json) <= 65535 ? 'safe' : 'guess',
      );
      cx.report('value-invalid', cx.at(value), message, fix);
    } else if (formatFault('portName', json, cx.minor) !== undefined) {
      checkFormat(cx, value, { text: json, format: 'portName' });
    }
  }
}

/** Kubernetes: `validateLivenessProbe`, `validateStartupProbe`: one success is enough (0 stands for the default, 1). */
export function checkSingleSuccess(cx: CheckContext, probe: NodeId): void {
  const threshold = cx.number(probe, 'successThreshold');
  if (threshold === undefined || threshold <= 1) return;
  const message = `successThreshold must be 1 in a ${cx.labelOf(probe)}; leave it out`;
  cx.report('value-out-of-range', cx.atField(probe, 'successThreshold'), message);
}

/** Kubernetes: `validateReadinessProbe`: a failing readiness probe ends nothing. */
export function checkNoGracePeriod(cx: CheckContext, probe: NodeId): void {
  const value = cx.value(probe, 'terminationGracePeriodSeconds');
  if (value === NO_NODE) return;
  const message = 'A readinessProbe takes no terminationGracePeriodSeconds; leave it out';
  cx.report('field-forbidden', cx.at(value), message);
}

/** Kubernetes: `validateSleepAction`: within the time that the Pod has to end. */
function checkSleep(cx: CheckContext, sleep: NodeId): void {
  const seconds = cx.number(sleep, 'seconds') ?? 0;
  const limit = gracePeriod(cx, sleep);
  const least = isGateOn('PodLifecycleSleepActionAllowZero', cx.minor) ? 0 : 1;
  if (seconds >= least && seconds <= limit) return;
  const message = `sleep of ${seconds} s does not fit; write ${least} to ${limit} (terminationGracePeriodSeconds)`;
  cx.report('value-out-of-range', cx.atField(sleep, 'seconds'), message);
}

/** Of the Pod around a node: 30 s by default; a negative one is 1 to the Pod, but not yet in the template. */
function gracePeriod(cx: CheckContext, node: NodeId): number {
  const pod = podAround(cx, node);
  const seconds = pod === NO_NODE ? 30 : (cx.number(pod, 'terminationGracePeriodSeconds') ?? 30);
  return seconds < 0 && !isAtLeast(cx.minor, '1.34') ? 1 : seconds;
}
