import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import type { ConstraintTables } from '../constraint.ts';
import { type CheckContext, quoted } from '../context.ts';
import { formatFault } from '../formats.ts';
import { isAtLeast } from '../minor.ts';
import { checkFormat } from '../valueChecks.ts';
import { checkHasName, finalizers, labels } from './metadata.ts';
import { checkClusterIps } from './serviceAddresses.ts';
import { checkServiceAnnotations } from './serviceAnnotations.ts';
import { warnOfService } from './serviceWarnings.ts';

/** Services. Kubernetes: core validation, `ValidateService`. */
export const serviceConstraints: ConstraintTables = {
  'core.v1.Service': {
    noun: 'Service',
    fields: { metadata: { always: true, as: 'meta.v1.ObjectMeta#service' }, spec: { always: true } },
    checks: [checkServiceAnnotations],
  },
  'meta.v1.ObjectMeta#service': {
    noun: 'metadata',
    fields: {
      labels,
      annotations: { keys: 'annotationKey' },
      namespace: { format: 'dnsLabel' },
      finalizers,
      name: { check: checkServiceName },
    },
    checks: [checkHasName],
  },
  'core.v1.ServiceSpec': {
    noun: 'Service',
    fields: {
      type: { words: ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] },
      sessionAffinity: { words: ['None', 'ClientIP'] },
      internalTrafficPolicy: { words: ['Cluster', 'Local'], empty: 'word' },
      ipFamilyPolicy: { words: ['SingleStack', 'PreferDualStack', 'RequireDualStack'], empty: 'word' },
      ipFamilies: { items: { words: ['IPv4', 'IPv6'], empty: 'word' }, check: checkFamilies },
      trafficDistribution: {
        words: {
          '1.30': ['PreferClose'],
          '1.34': ['PreferClose', 'PreferSameZone', 'PreferSameNode'],
        },
        empty: 'word',
        gate: 'ServiceTrafficDistribution',
      },
      selector: { check: checkSelector },
      clusterIP: { examples: ['None'], spelling: 'ip' },
      clusterIPs: { items: { examples: ['None'], spelling: 'ip' } },
      externalIPs: { items: { spelling: 'ip' }, check: checkExternalIps },
      externalTrafficPolicy: { examples: ['Cluster', 'Local'] },
      loadBalancerSourceRanges: { items: { spelling: 'cidr' } },
    },
    checks: [
      checkPorts,
      checkType,
      checkNodePorts,
      checkLoadBalancerFields,
      checkTrafficPolicy,
      checkAffinity,
      checkClusterIps,
      warnOfService,
    ],
  },
  // validateServicePort
  'core.v1.ServicePort': {
    noun: 'service port',
    fields: {
      name: { format: 'dnsLabel' },
      port: { required: 'write the port that clients use', min: 1, max: 65535 },
      protocol: { words: ['TCP', 'UDP', 'SCTP'] },
      targetPort: { check: checkTargetPort },
      appProtocol: { format: 'qualifiedName', empty: 'word' },
    },
  },
};

/** Kubernetes: until 1.35 a DNS-1035 label, then (RelaxedServiceNameValidation) one that may begin with a digit. */
function checkServiceName(cx: CheckContext, name: NodeId): void {
  const format = isAtLeast(cx.minor, '1.36') ? 'dnsLabel' : 'dnsLabel1035';
  checkFormat(cx, name, { text: cx.stringOf(name), format, rule: 'name-invalid' });
}

function isHeadless(cx: CheckContext, spec: NodeId): boolean {
  return cx.string(spec, 'clusterIP') === 'None';
}

/** The type that counts: ClusterIP where none is written. */
function typeOfService(cx: CheckContext, spec: NodeId): string {
  return cx.string(spec, 'type') || 'ClusterIP';
}

/** Ports: there are some, named where there are several, and none is there twice. */
function checkPorts(cx: CheckContext, spec: NodeId): void {
  const ports = cx.itemsOf(spec, 'ports');
  if (ports.length === 0) {
    if (isHeadless(cx, spec) || typeOfService(cx, spec) === 'ExternalName') return;
    const message = 'The Service has no "ports"; write at least one, or "clusterIP: None"';
    cx.report('required-field-missing', cx.atField(spec, 'ports'), message);
    return;
  }
  const names = new Set<string>();
  const numbers = new Set<string>();
  for (const port of ports) {
    const name = cx.string(port, 'name');
    if (name === '' && ports.length > 1) {
      const message = 'A Service with several ports names each of them; write "name"';
      cx.report('required-field-missing', cx.atField(port, 'name'), message);
    } else if (name !== '' && names.has(name)) {
      const message = `Another port is called ${quoted(name)}; write another name`;
      cx.report('duplicate-name', cx.atField(port, 'name'), message);
    }
    names.add(name);
    const number = cx.number(port, 'port');
    const key = `${protocolOf(cx, port)} ${number}`;
    if (number !== undefined && numbers.has(key)) {
      cx.report('duplicate-value', cx.at(port), `Port ${key} is there twice; leave one out`);
    }
    numbers.add(key);
  }
}

function protocolOf(cx: CheckContext, port: NodeId): string {
  return cx.string(port, 'protocol') || 'TCP';
}

/** Kubernetes: `ValidatePortNumOrName`; 0 and '' mean the port itself. */
function checkTargetPort(cx: CheckContext, target: NodeId): void {
  const value = cx.jsonOf(target);
  if (typeof value === 'string' && value !== '') {
    checkFormat(cx, target, { text: value, format: 'portName', rule: 'value-invalid' });
  } else if (typeof value === 'number' && value !== 0 && (value < 1 || value > 65535)) {
    cx.report('value-out-of-range', cx.at(target), `targetPort ${value} is no port; write a number from 1 to 65535`);
  }
}

/** What only some types may or must have. */
function checkType(cx: CheckContext, spec: NodeId): void {
  const type = typeOfService(cx, spec);
  if ((type === 'LoadBalancer' || type === 'NodePort') && isHeadless(cx, spec)) {
    const message = `A Service of type ${type} cannot be headless; leave clusterIP out, or the type`;
    cx.report('fields-conflict', cx.atField(spec, 'clusterIP'), message, { field: 'spec.clusterIPs[0]' });
  }
  // Until 1.32, for the sake of clouds with open firewalls
  if (type === 'LoadBalancer' && !isAtLeast(cx.minor, '1.33')) {
    for (const port of cx.itemsOf(spec, 'ports')) {
      if (cx.number(port, 'port') !== kubeletPort) continue;
      const message = `Port ${kubeletPort} belongs to the kubelet and must not be exposed; use another one`;
      cx.report('value-not-supported', cx.atField(port, 'port'), message, { field: cx.pathOf(port) });
    }
  }
  if (type === 'ExternalName') checkExternalName(cx, spec);
}

const kubeletPort = 10250;

function checkExternalName(cx: CheckContext, spec: NodeId): void {
  const addresses = cx.has(spec, 'clusterIPs') ? 'clusterIPs' : 'clusterIP';
  if (cx.string(spec, 'clusterIP') !== '' || !cx.isEmpty(cx.value(spec, 'clusterIPs'))) {
    const message = 'A Service of type ExternalName has no cluster IPs; leave them out';
    cx.report('field-forbidden', cx.atField(spec, addresses), message, { field: 'spec.clusterIPs' });
  }
  for (const name of ['ipFamilies', 'ipFamilyPolicy']) {
    const value = cx.value(spec, name);
    if (value === NO_NODE || (cx.isList(value) && cx.isEmpty(value))) continue;
    cx.report('field-forbidden', cx.at(value), `A Service of type ExternalName has no ${name}; leave it out`);
  }
  const external = cx.string(spec, 'externalName');
  if (external === '' || external === '.') {
    const message = 'The Service has no "externalName"; write the DNS name that it stands for';
    cx.report('required-field-missing', cx.atField(spec, 'externalName'), message);
  } else {
    const text = external.endsWith('.') ? external.slice(0, -1) : external;
    checkFormat(cx, cx.value(spec, 'externalName'), { text, format: 'dnsSubdomain', rule: 'value-invalid' });
  }
}

/** Ports on the nodes: not for type ClusterIP, and each only once. */
function checkNodePorts(cx: CheckContext, spec: NodeId): void {
  const seen = new Set<string>();
  for (const port of cx.itemsOf(spec, 'ports')) {
    const number = cx.number(port, 'nodePort');
    if (number === undefined || number === 0) continue;
    const place = cx.atField(port, 'nodePort');
    if (typeOfService(cx, spec) === 'ClusterIP') {
      cx.report(
        'field-forbidden',
        place,
        'nodePort is not for type ClusterIP; leave it out, or write "type: NodePort"',
      );
    }
    // Found out where the port is taken from the cluster's own range, which a dry run does not do
    if (number < 0 || number > 65535) {
      const message = `nodePort ${number} is no port; write one such as 30080, or leave it out`;
      cx.report('value-out-of-range', place, message, { severity: 'warning' });
    }
    const key = `${protocolOf(cx, port)} ${number}`;
    if (seen.has(key)) cx.report('duplicate-value', place, `nodePort ${number} is there twice; write another number`);
    seen.add(key);
  }
  const type = typeOfService(cx, spec);
  if (type === 'NodePort' || type === 'LoadBalancer') checkTakenPorts(cx, spec);
}

/**
 * A port of the nodes serves several protocols of one Service only where these have the same `port`: for another one the
 * API server takes it once more, and finds it taken. Kubernetes: `initNodePorts` in registry/core/service/storage/alloc.go.
 */
function checkTakenPorts(cx: CheckContext, spec: NodeId): void {
  const ports = cx.itemsOf(spec, 'ports').map((item) => {
    const [port, nodePort = 0] = [cx.number(item, 'port'), cx.number(item, 'nodePort')];
    return { item, port, nodePort, protocol: protocolOf(cx, item) };
  });
  const taken = new Set<number>();
  const written = new Set<string>();
  const byPort = new Map<number | undefined, number>();
  for (const { item, port, nodePort, protocol } of ports) {
    const known = byPort.get(port);
    // The first one of a `port` takes what any of them asks for.
    const wanted =
      known === undefined ? ports.find((each) => each.port === port && each.nodePort !== 0)?.nodePort : nodePort;
    if (!wanted || wanted === known) continue;
    // One of the same protocol is told as written twice.
    if (taken.has(wanted) && (nodePort === 0 || !written.has(`${protocol} ${nodePort}`))) {
      const message = `nodePort ${wanted} is taken by another port of this Service; write another number, or the same "port"`;
      cx.report('duplicate-value', cx.atField(item, 'nodePort'), message);
    }
    taken.add(wanted);
    written.add(`${protocol} ${nodePort}`);
    if (known === undefined) byPort.set(port, wanted);
  }
}

/** Fields that belong to type LoadBalancer. */
function checkLoadBalancerFields(cx: CheckContext, spec: NodeId): void {
  const isBalanced = typeOfService(cx, spec) === 'LoadBalancer';
  const ranges = cx.value(spec, 'loadBalancerSourceRanges');
  if (!cx.isEmpty(ranges)) {
    // Kubernetes spells this path with a capital letter.
    if (!isBalanced) reportNotBalanced(cx, spec, 'loadBalancerSourceRanges', 'spec.LoadBalancerSourceRanges');
    for (const [i, range] of cx.items(ranges).entries()) {
      const field = `spec.LoadBalancerSourceRanges[${i}]`;
      checkFormat(cx, range, { text: cx.stringOf(range).trim(), format: 'cidr', rule: 'value-invalid', field });
    }
  }
  if (!isBalanced && cx.has(spec, 'allocateLoadBalancerNodePorts')) {
    reportNotBalanced(cx, spec, 'allocateLoadBalancerNodePorts');
  }
  const balancer = cx.value(spec, 'loadBalancerClass');
  if (balancer === NO_NODE) return;
  if (!isBalanced) reportNotBalanced(cx, spec, 'loadBalancerClass');
  else checkFormat(cx, balancer, { text: cx.stringOf(balancer), format: 'qualifiedName' });
}

function reportNotBalanced(cx: CheckContext, spec: NodeId, name: string, field = `spec.${name}`): void {
  const message = `${name} is only for type LoadBalancer; leave it out`;
  cx.report('field-forbidden', cx.atField(spec, name), message, { field });
}

/** Kubernetes: `validateServiceExternalTrafficPolicy`. */
function checkTrafficPolicy(cx: CheckContext, spec: NodeId): void {
  const type = typeOfService(cx, spec);
  const isExternal =
    type === 'LoadBalancer' ||
    type === 'NodePort' ||
    (type === 'ClusterIP' && !cx.isEmpty(cx.value(spec, 'externalIPs')));
  const policy = cx.string(spec, 'externalTrafficPolicy');
  const place = cx.atField(spec, 'externalTrafficPolicy');
  if (policy !== '' && !isExternal) {
    const message = 'externalTrafficPolicy is only for Services that are reached from outside; leave it out';
    cx.report('field-forbidden', place, message);
  } else if (policy !== '' && policy !== 'Cluster' && policy !== 'Local' && !cx.isOpen(policy)) {
    const message = `externalTrafficPolicy ${quoted(policy)} is not supported; write Cluster or Local`;
    cx.report('value-not-supported', place, message);
  }
  const port = cx.number(spec, 'healthCheckNodePort');
  if (port === undefined || port === 0) return;
  const portPlace = cx.atField(spec, 'healthCheckNodePort');
  if (type !== 'LoadBalancer' || policy !== 'Local') {
    const message = 'healthCheckNodePort is only for type LoadBalancer with externalTrafficPolicy Local; leave it out';
    cx.report('field-forbidden', portPlace, message);
  } else if (port < 1 || port > 65535) {
    cx.report('value-out-of-range', portPlace, `healthCheckNodePort ${port} is no port; write one from 1 to 65535`);
  }
}

/** Kubernetes: `validateClientIPAffinityConfig`; without session affinity the part is dropped. */
function checkAffinity(cx: CheckContext, spec: NodeId): void {
  if (cx.string(spec, 'sessionAffinity') !== 'ClientIP') return;
  const client = cx.value(cx.value(spec, 'sessionAffinityConfig'), 'clientIP');
  const seconds = cx.number(client, 'timeoutSeconds');
  if (seconds === undefined || (seconds > 0 && seconds <= 86400)) return;
  const message = `timeoutSeconds ${seconds} is not within a day; write a number from 1 to 86400`;
  cx.report('value-out-of-range', cx.atField(client, 'timeoutSeconds'), message);
}

/** Each family once. */
function checkFamilies(cx: CheckContext, list: NodeId): void {
  const seen = new Set<string>();
  for (const item of cx.items(list)) {
    const family = cx.stringOf(item);
    if (seen.has(family)) cx.report('duplicate-value', cx.at(item), `${quoted(family)} is there twice; leave one out`);
    seen.add(family);
  }
}

/** Kubernetes reports all of a bad selector at the selector itself. */
function checkSelector(cx: CheckContext, map: NodeId): void {
  const field = cx.pathOf(map);
  for (const key of cx.keys(map)) {
    const name = cx.keyText(key);
    const value = cx.tree.next(key);
    const keyFault = formatFault('qualifiedName', name, cx.minor);
    if (keyFault !== undefined)
      cx.report('label-invalid', cx.atKey(key), `Label key ${quoted(name)} ${keyFault}`, { field });
    checkFormat(cx, value, { text: cx.stringOf(value), format: 'labelValue', rule: 'label-invalid', field });
  }
}

/** Addresses from outside. */
function checkExternalIps(cx: CheckContext, list: NodeId): void {
  for (const item of cx.items(list)) {
    checkFormat(cx, item, { text: cx.stringOf(item), format: 'endpointIp', rule: 'value-invalid' });
  }
}
