import { NO_NODE, type NodeId } from '../../yaml/tree.ts';
import type { ConstraintTables } from '../constraint.ts';
import { type CheckContext, quoted } from '../context.ts';
import { checkFormat } from '../valueChecks.ts';
import { fileMode, fileOwner, ownPath } from './volumes.ts';

/** Projected volumes. Kubernetes: core validation, `validateProjectionSources`. */
export const projectedConstraints: ConstraintTables = {
  'core.v1.ProjectedVolumeSource': {
    noun: 'projected volume',
    fields: { defaultMode: fileMode, defaultUser: fileOwner },
    checks: [checkPaths],
  },
  'core.v1.VolumeProjection': {
    noun: 'source',
    fields: {
      clusterTrustBundle: { gate: 'ClusterTrustBundleProjection' },
      podCertificate: { gate: 'PodCertificateRequest' },
    },
    choice: {
      fields: ['secret', 'configMap', 'downwardAPI', 'serviceAccountToken', 'clusterTrustBundle', 'podCertificate'],
      noun: 'sources',
      isRequired: false,
      conflictAt: 'object',
    },
  },
  'core.v1.SecretProjection': { noun: 'secret source', fields: { name: { required: 'write the name of the Secret' } } },
  'core.v1.ConfigMapProjection': {
    noun: 'configMap source',
    fields: { name: { required: 'write the name of the ConfigMap' } },
  },
  'core.v1.ServiceAccountTokenProjection': {
    noun: 'token source',
    fields: { path: ownPath, user: fileOwner, expirationSeconds: { min: 600, max: 4294967296 } },
  },
  'core.v1.ClusterTrustBundleProjection': {
    noun: 'trust bundle source',
    fields: { path: ownPath, user: fileOwner },
    checks: [checkTrustBundle],
  },
  'core.v1.PodCertificateProjection': {
    noun: 'certificate source',
    fields: {
      signerName: { required: 'write the name of the signer', format: 'signerName' },
      keyType: {
        required: 'write the type of the key, as in ED25519',
        words: ['RSA3072', 'RSA4096', 'ECDSAP256', 'ECDSAP384', 'ECDSAP521', 'ED25519'],
      },
      maxExpirationSeconds: { min: 3600, max: 7862400, check: checkKubernetesExpiration },
      userAnnotations: { keys: 'prefixedKey' },
      user: fileOwner,
      keyPath: { format: 'localPath' },
      certificateChainPath: { format: 'localPath' },
      credentialBundlePath: { format: 'localPath' },
    },
    checks: [checkCertificatePaths],
  },
};

/** No two files of the volume may have one path; tokens are not in this. */
function checkPaths(cx: CheckContext, projected: NodeId): void {
  const seen = new Map<string, NodeId>();
  for (const source of cx.itemsOf(projected, 'sources')) {
    for (const holder of ['secret', 'configMap', 'downwardAPI']) {
      for (const item of cx.itemsOf(cx.value(source, holder), 'items'))
        checkPath(cx, cx.value(item, 'path'), seen, projected);
    }
    if (cx.isOn('ClusterTrustBundleProjection')) {
      checkPath(cx, cx.value(cx.value(source, 'clusterTrustBundle'), 'path'), seen, projected);
    }
    if (!cx.isOn('PodCertificateRequest')) continue;
    for (const name of ['credentialBundlePath', 'keyPath', 'certificateChainPath']) {
      checkPath(cx, cx.value(cx.value(source, 'podCertificate'), name), seen, projected);
    }
  }
}

function checkPath(cx: CheckContext, node: NodeId, seen: Map<string, NodeId>, projected: NodeId): void {
  const path = cx.stringOf(node);
  if (path === '' || cx.isOpen(path)) return;
  const before = seen.get(path);
  if (before === undefined) {
    seen.set(path, node);
    return;
  }
  const field = cx.pathOf(projected);
  const related = [{ message: 'The other file', range: cx.at(before).range }];
  cx.report('duplicate-value', cx.at(node), `Path ${quoted(path)} is used twice in the volume; change one`, {
    field,
    related,
  });
}

function checkTrustBundle(cx: CheckContext, node: NodeId): void {
  const name = cx.value(node, 'name');
  const signer = cx.value(node, 'signerName');
  if (name !== NO_NODE && signer !== NO_NODE) {
    cx.report('choice-conflict', cx.at(node), 'name and signerName cannot both be set; leave one of them out');
  } else if (name !== NO_NODE) {
    checkFormat(cx, name, { text: cx.stringOf(name), format: 'trustBundleName' });
    const selector = cx.value(node, 'labelSelector');
    if (selector === NO_NODE) return;
    cx.report('fields-conflict', cx.at(selector), 'labelSelector goes with signerName only; leave it out');
  } else if (signer !== NO_NODE) checkFormat(cx, signer, { text: cx.stringOf(signer), format: 'signerName' });
  else cx.report('choice-missing', cx.at(node), 'The trust bundle is not named; write name or signerName');
}

/** Signers of Kubernetes itself give certificates for a day at most. */
function checkKubernetesExpiration(cx: CheckContext, value: NodeId, certificate: NodeId): void {
  const seconds = cx.jsonOf(value);
  const host = cx.string(certificate, 'signerName').split('/', 1)[0]!;
  const isKubernetes = host === 'kubernetes.io' || host.endsWith('.kubernetes.io');
  if (!isKubernetes || typeof seconds !== 'number' || seconds <= 86400 || seconds > 7862400) return;
  const message = `maxExpirationSeconds ${seconds} is above a day, too much for ${host}; write at most 86400`;
  cx.report('value-out-of-range', cx.at(value), message);
}

function checkCertificatePaths(cx: CheckContext, node: NodeId): void {
  const has = (name: string) => cx.string(node, name) !== '';
  if (has('keyPath') || has('certificateChainPath') || has('credentialBundlePath')) return;
  const message = 'The certificate is written nowhere; set credentialBundlePath, keyPath or certificateChainPath';
  cx.report('choice-missing', cx.at(node), message);
}
