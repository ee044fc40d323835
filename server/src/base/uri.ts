/**
 * A URI with percent-encoding undone and the letter of a Windows drive in lower case, so that two spellings of one file
 * compare equal. Malformed escapes stay.
 */
export function normalizeUri(uri: string): string {
  const decoded = uri.includes('%') ? decode(uri) : uri;
  return hasDrive(decoded) ? `${fileRoot}${decoded[fileRoot.length]!.toLowerCase()}${decoded.slice(drive)}` : decoded;
}

function decode(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri; // a stray `%` in a name: the text is its own best spelling
  }
}

const fileRoot = 'file:///';
/** Where the colon of `file:///C:/x` is. */
const drive = fileRoot.length + 1;

function hasDrive(uri: string): boolean {
  return uri[drive] === ':' && uri.startsWith(fileRoot) && (uri.length === drive + 1 || uri[drive + 1] === '/');
}

/** Whether two URIs are spellings of one file. */
export function isSameFile(a: string, b: string): boolean {
  return normalizeUri(a) === normalizeUri(b);
}

/** The last segment of a URI or path. */
export function baseName(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
}

/** The URI of the folder that a file lies in, without a closing slash. */
export function folderOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.lastIndexOf('/')));
}

/** The URI that `path` (relative, `/` between segments) means from a folder. */
export function resolvePath(folder: string, path: string): string {
  const segments = folder.split('/');
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') segments.pop();
    else segments.push(segment);
  }
  return segments.join('/');
}
