/**
 * The tag of an image name as the server reads it: `latest` where neither tag nor digest is written, '' where only a
 * digest is, and '' as well for a text that is no image name at all.
 * Kubernetes: `pkg/util/parsers`, which uses `github.com/distribution/reference`.
 */
export function imageTag(image: string): string {
  const parts = split(image);
  if (!parts || !isName(parts.name)) return '';
  if (parts.tag !== undefined && !tagSpelling.test(parts.tag)) return '';
  if (parts.digest !== undefined && !isDigest(parts.digest)) return '';
  return parts.tag ?? (parts.digest === undefined ? 'latest' : '');
}

/** The policy by which an image is pulled when none is written. Kubernetes: core `SetDefaults_Container`. */
export function pullPolicyOf(image: string): string {
  return imageTag(image) === 'latest' ? 'Always' : 'IfNotPresent';
}

const identifier = /^[a-f0-9]{64}$/;
const tagSpelling = /^\w[\w.-]{0,127}$/;
const pathComponent = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const ipv6Host = /^\[[a-fA-F0-9:]+\]$/;
const digestLengths: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };
const longestName = 255;

interface Parts {
  readonly name: readonly string[];
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** Takes an image name apart; undefined for a bare identifier, which may not be used as a name. */
function split(image: string): Parts | undefined {
  if (identifier.test(image)) return undefined;
  const at = image.indexOf('@');
  const rest = at < 0 ? image : image.slice(0, at);
  const digest = at < 0 ? undefined : image.slice(at + 1);
  const slash = rest.indexOf('/');
  const first = slash < 0 ? '' : rest.slice(0, slash);
  const hasHost = slash >= 0 && (/[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first);
  const remote = hasHost ? rest.slice(slash + 1) : rest;
  const colon = remote.indexOf(':');
  const path = colon < 0 ? remote : remote.slice(0, colon);
  const tag = colon < 0 ? undefined : remote.slice(colon + 1);
  const host = hasHost && first !== 'index.docker.io' ? first : 'docker.io';
  const isOfficial = host === 'docker.io' && !path.includes('/');
  return { name: [host, ...(isOfficial ? ['library'] : []), ...path.split('/')], tag, digest };
}

function isName([host = '', ...path]: readonly string[]): boolean {
  if (!isHost(host) || !path.every((component) => pathComponent.test(component))) return false;
  return [host, ...path].join('/').length <= longestName;
}

function isHost(text: string): boolean {
  const port = /:[0-9]+$/.exec(text);
  const host = port && !text.endsWith(']') ? text.slice(0, port.index) : text;
  if (ipv6Host.test(host)) return true;
  return host
    .split('.')
    .every((label) => /^[a-zA-Z0-9-]+$/.test(label) && !label.startsWith('-') && !label.endsWith('-'));
}

function isDigest(text: string): boolean {
  const colon = text.indexOf(':');
  const hex = text.slice(colon + 1);
  return digestLengths[text.slice(0, Math.max(colon, 0))] === hex.length && /^[a-f0-9]+$/.test(hex);
}
