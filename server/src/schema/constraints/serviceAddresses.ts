import type { NodeId } from '../../yaml/tree.ts';
import { type CheckContext, quoted } from '../context.ts';
import { formatFault } from '../formats.ts';

/**
 * Cluster IPs and the families that they are of. `clusterIP` alone becomes the first of `clusterIPs`.
 * Kubernetes: core validation, `ValidateServiceClusterIPsRelatedFields`.
 */
export function checkClusterIps(cx: CheckContext, spec: NodeId): void {
  if (cx.string(spec, 'type') === 'ExternalName') return;
  const single = cx.string(spec, 'clusterIP');
  const listed = cx.itemsOf(spec, 'clusterIPs');
  const list = cx.atField(spec, 'clusterIPs');
  const field = 'spec.clusterIPs';
  if (listed.length > 0 && single === '') {
    cx.report('fields-conflict', list, 'clusterIPs without clusterIP; write its first value as clusterIP, too', {
      field,
    });
  } else if (listed.length > 0 && cx.stringOf(listed[0]!) !== single) {
    cx.report('fields-conflict', list, 'The first of clusterIPs is not clusterIP; write the same address', { field });
  }
  const nodes = listed.length > 0 ? listed : single === '' ? [] : [cx.value(spec, 'clusterIP')];
  const texts = nodes.map((node) => cx.stringOf(node));
  if (!checkEach(cx, nodes, texts)) return;
  if (texts.length > 2) {
    cx.report('value-invalid', list, 'clusterIPs takes at most two addresses; leave the others out', { field });
  } else if (texts.length === 2 && isIpv6(texts[0]!) === isIpv6(texts[1]!)) {
    cx.report('value-invalid', list, 'clusterIPs takes one address of each family; write an IPv4 and an IPv6 one', {
      field,
    });
  }
  checkFamilies(cx, spec, nodes);
  checkSingleStack(cx, spec, texts.length);
}

/** One family unless told otherwise. Kubernetes: `initIPFamilyFields` of the Services' storage. */
function checkSingleStack(cx: CheckContext, spec: NodeId, addresses: number): void {
  const policy = cx.string(spec, 'ipFamilyPolicy');
  const isForBoth = cx.string(spec, 'clusterIP') === 'None' && cx.isEmpty(cx.value(spec, 'selector'));
  if (policy === '' ? isForBoth : policy !== 'SingleStack') return;
  const families = cx.itemsOf(spec, 'ipFamilies').map((family) => cx.stringOf(family));
  const hasBoth = families.length === 2 && families.includes('IPv4') && families.includes('IPv6');
  if (!hasBoth && (addresses !== 2 || families.length === 2)) return;
  const message = 'Two families need ipFamilyPolicy PreferDualStack or RequireDualStack; write one of them';
  cx.report('fields-conflict', cx.atField(spec, 'ipFamilyPolicy'), message);
}

/** Whether all are addresses, or the only one is None. */
function checkEach(cx: CheckContext, nodes: readonly NodeId[], texts: readonly string[]): boolean {
  let areFine = true;
  for (const [i, text] of texts.entries()) {
    if (cx.isOpen(text)) return false;
    if (text === 'None' && i === 0) {
      if (texts.length === 1) continue;
      const message = '"None" stands alone; leave the other addresses out';
      cx.report('fields-conflict', cx.at(nodes[i]!), message, { field: 'spec.clusterIPs' });
    } else {
      const fault = formatFault('ip', text, cx.minor);
      if (fault === undefined) continue;
      const message = `${quoted(text)} is no IP address; write "None" for a headless Service, or leave it out`;
      cx.report('value-invalid', cx.at(nodes[i]!), message, { field: `spec.clusterIPs[${i}]` });
    }
    areFine = false;
  }
  return areFine;
}

function checkFamilies(cx: CheckContext, spec: NodeId, nodes: readonly NodeId[]): void {
  for (const [i, family] of cx.itemsOf(spec, 'ipFamilies').entries()) {
    const text = nodes[i] === undefined ? 'None' : cx.stringOf(nodes[i]);
    if (text === 'None' || isIpv6(text) === (cx.stringOf(family) === 'IPv6')) continue;
    const message = `${quoted(text)} is not of the family ${quoted(cx.stringOf(family))} that ipFamilies[${i}] asks for`;
    cx.report('fields-conflict', cx.at(nodes[i]!), message, { field: `spec.clusterIPs[${i}]` });
  }
}

function isIpv6(text: string): boolean {
  return text.includes(':');
}
