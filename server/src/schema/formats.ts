import { isDigit, isLowerLetter } from '../base/ascii.ts';
import { trimEndOf } from '../base/trim.ts';
import { isGateOn } from './gates.ts';
import type { Minor } from './minor.ts';

/** How a text must be spelled, by the names that Kubernetes' own validation uses. */
export type FormatName = keyof typeof formats;

/**
 * What is wrong with a text of that format, as the rest of a sentence that begins with the text
 * (`has 70 characters; use at most 63`); undefined when it is right.
 * Kubernetes: apimachinery, `pkg/util/validation/validation.go`.
 */
export function formatFault(format: FormatName, text: string, minor: Minor): string | undefined {
  return formats[format](text, minor);
}

/** The nearest spelling that fits a DNS name (lower case, other characters as `-`), or undefined when nothing is left. */
export function asDnsName(format: keyof typeof longestName, text: string): string | undefined {
  const others = format === 'dnsSubdomain' ? /[^a-z0-9.-]+/g : /[^a-z0-9-]+/g;
  const tame = text.toLowerCase().replace(others, '-').slice(0, longestName[format]);
  const name = trimEndOf(tame.replace(/^[-.]+/, ''), '-.');
  return formats[format](name) === undefined ? name : undefined;
}

/**
 * The nearest spelling that fits where others than DNS names are wanted: other characters and ends that no name has are
 * replaced or left out, and what is too long is cut. Undefined for other formats, and when nothing is left.
 */
export function asName(format: FormatName, text: string, minor: Minor): string | undefined {
  const name = tame(format, text);
  return name === undefined || formatFault(format, name, minor) !== undefined ? undefined : name;
}

function tame(format: FormatName, text: string): string | undefined {
  switch (format) {
    case 'labelValue':
      return tameName(text);
    case 'qualifiedName':
    case 'annotationKey': {
      const slash = text.lastIndexOf('/');
      const domain = slash < 0 ? '' : asDnsName('dnsSubdomain', text.slice(0, slash));
      return domain === undefined ? undefined : `${domain && `${domain}/`}${tameName(text.slice(slash + 1))}`;
    }
    case 'configKey':
      return text.replace(/[^A-Za-z0-9_.-]+/g, '-');
    case 'dnsSubdomainPrefix':
      return asDnsName('dnsSubdomain', text);
    case 'dnsLabel1035':
      return asDnsName('dnsLabel', text.replace(/^[-0-9]+/, ''));
    case 'portName':
      return asDnsName('dnsLabel', text.replace(/-{2,}/g, '-').slice(0, 15))?.replace(/-{2,}/g, '-');
    case 'envVarName':
      return text.replace(/[^A-Za-z0-9_.-]+/g, '_').replace(/^(?=\d)/, '_');
    case 'httpHeaderName':
      return trimEndOf(text.replace(/[^A-Za-z0-9-]+/g, '-').replace(/^-+/, ''), '-');
    default:
      return undefined;
  }
}

function tameName(text: string): string {
  const cut = text
    .replace(/[^A-Za-z0-9_.-]+/g, '-')
    .replace(/^[-_.]+/, '')
    .slice(0, 63);
  return trimEndOf(cut, '-_.');
}

/**
 * The longest name with which every Pod of a set can be created: the label `controller-revision-hash` holds the name, a
 * dash and a hash of up to ten digits in 63 characters. Kubernetes: `pkg/controller/history`, `ControllerRevisionName`.
 */
export const longestSetName = 52;

const longestName = { dnsLabel: 63, setName: longestSetName, dnsSubdomain: 253 } as const;

const formats = {
  dnsLabel: (text: string) => labelFault(text, 63),
  /** A DNS label; of one that is too long for a label it is said at once what sets can have. */
  setName: (text: string) => (tooLong(text, 63) ? tooLong(text, longestSetName) : labelFault(text, 63)),
  dnsLabel1035: (text: string) =>
    labelFault(text, 63) ?? (isDigit(text.charCodeAt(0)) ? 'begins with a digit; begin with a letter' : undefined),
  dnsSubdomain: subdomainFault,
  /** Beginnings of generated names: a dash may be last. */
  dnsLabelPrefix: (text: string) => labelFault(maskTrailingDash(text), 63),
  dnsSubdomainPrefix: (text: string) => subdomainFault(maskTrailingDash(text)),
  /** A DNS subdomain; what is too long for a label is fine. */
  qualifiedName: qualifiedNameFault,
  /** Annotation keys are judged in lower case. */
  annotationKey: (text: string) => qualifiedNameFault(text.toLowerCase()),
  labelValue: labelValueFault,
  envVarName: envVarNameFault,
  portName: portNameFault,
  portNumber: (text: string) => (text === '' ? undefined : 'is no port number'),
  absolutePath: (text: string) => (text.startsWith('/') ? undefined : 'is not absolute; begin with "/"'),
  /** A path within something else: not absolute, no `..`. */
  descendingPath: descendingPathFault,
  /** The same, and no `..` in front either, so that nothing can hide there. */
  localPath: (text: string) =>
    descendingPathFault(text) ?? (text.startsWith('..') ? 'begins with ".."; use another name' : undefined),
  noBacksteps: (text: string) => (hasBackstep(text) ? 'leads up by ".."; leave ".." out' : undefined),
  configKey: configKeyFault,
  ip: ipFault,
  cidr: cidrFault,
  endpointIp: endpointIpFault,
  httpHeaderName: (text: string) =>
    /^[-A-Za-z0-9]+$/.test(text) ? undefined : 'is no HTTP header name; use letters, digits and "-"',
  sysctl: sysctlFault,
  dnsSearch: dnsSearchFault,
  csiDriver: (text: string) => tooLong(text, 63) ?? subdomainFault(text.toLowerCase()),
  finalizer: qualifiedNameFault,
  /** `group/resource`-like names: a DNS subdomain, then a path. */
  domainPrefixedPath: domainPrefixedPathFault,
  /** `domain/name`, as signers of certificates are called. */
  signerName: signerNameFault,
  /** A key of annotations that has a domain. */
  prefixedKey: (text: string) =>
    qualifiedNameFault(text.toLowerCase()) ??
    (text.includes('/') ? undefined : 'has no domain; write it as in "example.com/name"'),
  trustBundleName: trustBundleNameFault,
} satisfies Record<string, (text: string, minor: Minor) => string | undefined>;

function tooLong(text: string, limit: number): string | undefined {
  const size = byteLength(text);
  return size > limit ? `has ${size} characters; use at most ${limit}` : undefined;
}

function labelFault(text: string, limit: number): string | undefined {
  const long = tooLong(text, limit);
  if (long) return long;
  if (text === '') return 'is empty; use a-z, 0-9 and "-"';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isLowerOrDigit(code) || (code === DASH && i > 0 && i < text.length - 1)) continue;
    if (code === DASH) return 'begins or ends with "-"; use a letter or digit there';
    if (code === DOT) return 'has a dot; use a-z, 0-9 and "-" only';
    return 'is no DNS label; use a-z, 0-9 and "-" only';
  }
  return undefined;
}

function maskTrailingDash(text: string): string {
  return text.length > 1 && text.endsWith('-') ? `${text.slice(0, -2)}a` : text;
}

function subdomainFault(text: string): string | undefined {
  const long = tooLong(text, 253);
  if (long) return long;
  return isSubdomain(text) ? undefined : 'is no DNS name; use a-z, 0-9, and "-" or "." between them';
}

function isSubdomain(text: string): boolean {
  let before = DOT;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === DOT ? before === DOT || before === DASH : code === DASH ? before === DOT : !isLowerOrDigit(code))
      return false;
    before = code;
  }
  return before !== DOT && before !== DASH;
}

/** Letters and digits at the ends, `-`, `_` and `.` between. */
function isName(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isAlphanumeric(code)) continue;
    if ((code !== DASH && code !== UNDERSCORE && code !== DOT) || i === 0 || i === text.length - 1) return false;
  }
  return text !== '';
}

function qualifiedNameFault(text: string): string | undefined {
  const slash = text.indexOf('/');
  const name = slash < 0 ? text : text.slice(slash + 1);
  if (slash === 0) return 'has nothing before "/"; write a domain there or leave "/" out';
  if (name.includes('/')) return 'has more than one "/"; write "domain/name" or "name"';
  if (slash > 0 && subdomainFault(text.slice(0, slash)) !== undefined) {
    return 'has no DNS name before "/"; use a-z, 0-9, "-" and "." there';
  }
  if (name === '') return text === '' ? 'is empty; write a name' : 'has no name behind "/"; write one';
  if (byteLength(name) > 63) return `has a name of ${byteLength(name)} characters; use at most 63`;
  return isName(name) ? undefined : 'is no name; use letters, digits, and "-", "_" or "." between them';
}

function labelValueFault(text: string): string | undefined {
  if (text === '' || (text.length <= 63 && isName(text))) return undefined;
  return tooLong(text, 63) ?? 'is no label value; use letters, digits, and "-", "_" or "." between them';
}

function envVarNameFault(text: string, minor: Minor): string | undefined {
  if (isGateOn('RelaxedEnvironmentVariableValidation', minor)) {
    return /^[ -<>-~]+$/.test(text) ? undefined : 'is no variable name; use printable ASCII without "="';
  }
  if (!/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(text)) {
    return 'is no variable name; use letters, digits, "-", "_" and ".", no digit first';
  }
  return text === '.' || text.startsWith('..') ? 'is no variable name; do not begin with ".."' : undefined;
}

function portNameFault(text: string): string | undefined {
  if (text.length > 15) return `has ${text.length} characters; use at most 15`;
  if (!/^[-a-z0-9]+$/.test(text)) return 'is no port name; use a-z, 0-9 and "-"';
  if (!/[a-z]/.test(text)) return 'has no letter; use at least one';
  if (text.includes('--')) return 'has "--"; use single dashes';
  return text.startsWith('-') || text.endsWith('-')
    ? 'begins or ends with "-"; use a letter or digit there'
    : undefined;
}

function descendingPathFault(text: string): string | undefined {
  if (text.startsWith('/')) return 'is absolute; leave the "/" in front out';
  return hasBackstep(text) ? 'leads up by ".."; leave ".." out' : undefined;
}

function hasBackstep(text: string): boolean {
  return text.includes('..') && text.split('/').includes('..');
}

function configKeyFault(text: string): string | undefined {
  const long = tooLong(text, 253);
  if (long) return long;
  if (!/^[-._a-zA-Z0-9]+$/.test(text)) return 'is no key; use letters, digits, "-", "_" and "."';
  return text === '.' || text.startsWith('..') ? 'is no key; do not begin with ".."' : undefined;
}

/** Leading zeros and IPv4 addresses as IPv6 ones were let through until the gate was on. */
function ipFault(text: string, minor: Minor): string | undefined {
  const is4 = isIpv4(text);
  if (!is4 && !isIpv6(text)) return 'is no IP address; write one such as 10.9.8.7 or 2001:db8::1';
  if (!isGateOn('StrictIPCIDRValidation', minor)) return undefined;
  if (hasLeadingZeros(text)) return 'has leading zeros; leave them out';
  return !is4 && bitsOf(text) >> 32n === 0xffffn ? 'is an IPv4 address written as IPv6; write 10.9.8.7' : undefined;
}

/** Until the gate was on, bits beyond the prefix were let through, too. */
function cidrFault(text: string, minor: Minor): string | undefined {
  const slash = text.indexOf('/');
  const address = text.slice(0, slash);
  const length = text.slice(slash + 1);
  const bits = isIpv4(address) ? 32 : 128;
  const isCidr = slash > 0 && (bits === 32 || isIpv6(address)) && /^\d{1,4}$/.test(length) && Number(length) <= bits;
  if (!isCidr) return 'is no range of addresses; write one as in 10.9.8.0/24';
  if (!isGateOn('StrictIPCIDRValidation', minor)) return undefined;
  if (/^0./.test(length)) return 'has leading zeros; leave them out';
  const rest = BigInt(bits - Number(length));
  if ((bitsOf(address) >> rest) << rest !== bitsOf(address)) return 'has bits beyond the prefix; set them to zero';
  return ipFault(address, minor);
}

function hasLeadingZeros(text: string): boolean {
  return text.includes('.') && /(?:^|[.:])0\d/.test(text.slice(text.lastIndexOf(':') + 1));
}

/** The number that a text is which is an IP address. */
export function bitsOf(text: string): bigint {
  if (!text.includes(':')) return text.split('.').reduce((bits, part) => (bits << 8n) | BigInt(Number(part)), 0n);
  const groups = (half: string): bigint[] =>
    half === ''
      ? []
      : half.split(':').flatMap((group) => {
          if (!group.includes('.')) return [BigInt(`0x${group}`)];
          const low = bitsOf(group);
          return [low >> 16n, low & 0xffffn];
        });
  const [head, tail] = text.split('::').map(groups) as [bigint[], bigint[] | undefined];
  const zeros = Array.from({ length: 8 - head.length - (tail?.length ?? 0) }, () => 0n);
  return [...head, ...zeros, ...(tail ?? [])].reduce((bits, group) => (bits << 16n) | group, 0n);
}

/**
 * Addresses that reach no other machine.
 * Kubernetes: core validation, `ValidateEndpointIP`.
 */
function endpointIpFault(text: string, minor: Minor): string | undefined {
  const fault = ipFault(text, minor);
  if (fault !== undefined) return fault;
  const bits = bitsOf(text);
  const is4 = isIpv4(text) || bits >> 32n === 0xffffn;
  const low = bits & 0xffffffffn;
  const isUnspecified = is4 ? low === 0n : bits === 0n;
  const isLoopback = is4 ? low >> 24n === 127n : bits === 1n;
  const isLinkLocal = is4 ? low >> 16n === 0xa9fen || low >> 8n === 0xe00000n : bits >> 118n === 0x3fan;
  const isMulticast = !is4 && bits >> 120n === 0xffn && ((bits >> 112n) & 0xfn) === 2n;
  if (isUnspecified || isLoopback) return 'is no address of another machine; write one that is';
  return isLinkLocal || isMulticast ? 'is link-local; write an address that is routed' : undefined;
}

/** Whether the text is an IPv4 address; leading zeros are let through, as the server does. */
export function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^[0-9]{1,8}$/.test(part) && Number(part) <= 255);
}

/** Whether the text is an IPv6 address, without a zone. */
export function isIpv6(text: string): boolean {
  if (!text.includes(':') || text.length > 45) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  let count = 0;
  for (const [index, half] of halves.entries()) {
    if (half === '') continue;
    const groups = half.split(':');
    for (const [at, group] of groups.entries()) {
      const isLast = index === halves.length - 1 && at === groups.length - 1;
      if (isLast && group.includes('.')) {
        if (!isIpv4(group)) return false;
        count += 2;
      } else if (/^[0-9a-fA-F]{1,4}$/.test(group)) count++;
      else return false;
    }
  }
  return halves.length === 2 ? count < 8 : count === 8;
}

/** Segments of a-z, 0-9, `-` and `_`, joined by `.` or `/`. */
function sysctlFault(text: string): string | undefined {
  const fits =
    text.length <= 253 && text.split(/[./]/).every((part) => /^[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?$/.test(part));
  return fits ? undefined : 'is no kernel parameter; write it as in "net.core.somaxconn"';
}

/** A trailing dot is allowed; since the gate is on, `_` and a single dot are, too. */
function dnsSearchFault(text: string, minor: Minor): string | undefined {
  const isRelaxed = isGateOn('RelaxedDNSSearchValidation', minor);
  if (isRelaxed && text === '.') return undefined;
  const name = text.endsWith('.') ? text.slice(0, -1) : text;
  return subdomainFault(isRelaxed ? name.replaceAll('_', 'x') : name);
}

function domainPrefixedPathFault(text: string): string | undefined {
  const slash = text.indexOf('/');
  if (slash <= 0 || slash === text.length - 1) return 'has no domain and path; write it as in "example.com/name"';
  if (subdomainFault(text.slice(0, slash)) !== undefined)
    return 'has no DNS name before "/"; use a-z, 0-9, "-" and "."';
  return undefined;
}

/** Bundles of a signer are called `example.com:signer:name`. */
function trustBundleNameFault(text: string): string | undefined {
  const colon = text.lastIndexOf(':');
  const isOfSigner = colon > 0 && !text.slice(0, colon).includes('/');
  return subdomainFault(isOfSigner ? text.slice(colon + 1) : text);
}

function signerNameFault(text: string): string | undefined {
  const parts = text.split('/');
  if (parts.length !== 2) return 'is no signer name; write it as in "example.com/signer"';
  const fits = subdomainFault(parts[0]!) === undefined && parts[0]!.includes('.') && isSubdomain(parts[1]!);
  return fits ? undefined : 'is no signer name; write it as in "example.com/signer"';
}

const DASH = 45;
const DOT = 46;
const UNDERSCORE = 95;

function isLowerOrDigit(code: number): boolean {
  return isLowerLetter(code) || isDigit(code);
}

function isAlphanumeric(code: number): boolean {
  return isLowerOrDigit(code) || (code >= 65 && code <= 90);
}

/** Kubernetes counts bytes of UTF-8. */
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return bytes;
}
