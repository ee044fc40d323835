/** Why a text is no image reference, as the rest of a sentence, and the text that was most likely meant. */
export interface ImageFault {
  readonly advice: string;
  readonly better?: string;
}

/**
 * What the kubelet refuses in an image (`InvalidImageName`); undefined when it can be pulled by that text. Texts that
 * somebody fills in before they are applied (`IMAGE`, `gcr.io/PROJECT_ID/app`, `<image>`) are left alone.
 * Kubernetes: kubelet, `applyDefaultImageTag`; the grammar is that of `distribution/reference`, `ParseNormalizedNamed`.
 */
export function imageFault(text: string): ImageFault | undefined {
  if (isFilledIn(text)) return undefined;
  const scheme = /^[a-z][a-z0-9+.-]{0,30}:\/\//i.exec(text)?.[0];
  if (scheme !== undefined) {
    // Builders have schemes of their own (`ko://`)
    return pulled.has(scheme.toLowerCase())
      ? withBetter(`leave "${scheme}" out`, text.slice(scheme.length))
      : undefined;
  }
  if (/\s/.test(text)) return withBetter('leave the blank out', text.replaceAll(/\s+/g, ''));
  if (/^[0-9a-f]{64}$/.test(text)) return { advice: 'an id is no name; write name@sha256:ID' };
  return faultOf(takenApart(text));
}

interface Parts {
  readonly domain: string | undefined;
  readonly path: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** The part before the first slash is a registry where it looks like a host, or has capital letters. */
function takenApart(text: string): Parts {
  const slash = text.indexOf('/');
  const first = text.slice(0, Math.max(0, slash));
  const isDomain = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
  const rest = isDomain ? text.slice(slash + 1) : text;
  const [named = '', digest] = cut(rest, '@');
  const [path = '', tag] = cut(named, ':');
  return { domain: isDomain ? first : undefined, path, tag, digest };
}

function cut(text: string, mark: string): readonly [string, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function faultOf(parts: Parts): ImageFault | undefined {
  const { domain, path, tag, digest } = parts;
  if (domain !== undefined && !isDomain(domain)) return { advice: 'what is before the first "/" is no host' };
  if (path === '') return { advice: 'write a repository, as in registry/name:tag' };
  if (path !== path.toLowerCase()) {
    return withBetter('write the repository in lower case', joined({ ...parts, path: path.toLowerCase() }));
  }
  if (!path.split('/').every(isComponent)) {
    return { advice: 'its path takes a-z, 0-9, and ".", "_" or "-" between' };
  }
  if (path.length > 255) return { advice: 'the repository has more than 255 characters' };
  if (tag === '') return withBetter('write a tag behind ":", or leave ":" out', joined({ ...parts, tag: undefined }));
  if (tag !== undefined && !/^\w/.test(tag)) return { advice: 'begin the tag with a letter, a digit or "_"' };
  if (tag !== undefined && !/^[\w.-]{1,128}$/.test(tag)) {
    return { advice: 'a tag is up to 128 letters, digits, "_", "." and "-"' };
  }
  return digest === undefined || isDigest(digest)
    ? undefined
    : { advice: 'a digest is "sha256:" and 64 of 0-9 and a-f' };
}

/** A better text only where it is one. */
function withBetter(advice: string, better: string): ImageFault {
  return better !== '' && imageFault(better) === undefined ? { advice, better } : { advice };
}

function joined({ domain, path, tag, digest }: Parts): string {
  const registry = domain === undefined ? '' : `${domain}/`;
  return `${registry}${path}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

function isDomain(text: string): boolean {
  const host = text.replace(/:[0-9]+$/, '');
  return (
    /^\[[0-9a-fA-F:]+\]$/.test(host) ||
    host.split('.').every((label) => /^[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?$/.test(label))
  );
}

function isComponent(text: string): boolean {
  return /^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*$/.test(text);
}

function isDigest(text: string): boolean {
  const [algorithm, hex] = cut(text, ':');
  return hex !== undefined && hex.length === digestLengths[algorithm] && /^[0-9a-f]+$/.test(hex);
}

const digestLengths: Readonly<Record<string, number | undefined>> = { sha256: 64, sha384: 96, sha512: 128 };

const pulled: ReadonlySet<string> = new Set(['docker://', 'http://', 'https://', 'oci://']);

/** Marks of what fills texts in, words in capitals, and what has no letter at all. */
function isFilledIn(text: string): boolean {
  if (/[{}<>%$#*!]/.test(text) || text.indexOf('@') !== text.lastIndexOf('@') || !/[a-z0-9]/i.test(text)) return true;
  const [name] = cut(text, '@');
  const words = name.slice(0, name.indexOf(':', name.lastIndexOf('/')) >>> 0).split(/[/\s]/);
  return words.some((word) => /^_*[A-Z][A-Z0-9_-]*[A-Z0-9_]$/.test(word));
}
