import { nearest } from '../../base/nearest.ts';
import { drivers } from '../../storage/drivers.ts';
import { csiNameOf, inTreePlugins } from '../../storage/inTree.ts';
import { isNumbered } from '../workloads.ts';

/** The provisioner that was surely meant by a name that none has; undefined where it may be somebody's own. */
export function meantProvisioner(name: string): string | undefined {
  const plain = inTree.find((one) => one === `kubernetes.io/${name}`);
  if (plain !== undefined && name.includes('-')) return csiNameOf(plain) ?? plain;
  const known = drivers().map((driver) => driver.name);
  const meant = new Set([...known, ...inTree].flatMap((one) => meantOf(name, one) ?? []));
  const [only, another] = meant;
  return another === undefined ? only : undefined;
}

const inTree: readonly string[] = ['kubernetes.io/no-provisioner', ...inTreePlugins().map(({ name }) => name)];

function meantOf(name: string, known: string): string | undefined {
  if (!known.includes('*')) return isSlip(name, known) ? known : undefined;
  // `*.rbd.csi.ceph.com` has the name of the cluster in front.
  const end = known.startsWith('*.') ? known.slice(2) : undefined;
  if (end === undefined) return undefined;
  const parts = name.split('.');
  const own = parts.slice(-end.split('.').length);
  const start = parts.slice(0, parts.length - own.length);
  return isSlip(own.join('.'), end) ? [...start, end].join('.') : undefined;
}

/**
 * Whether a name is another one with a slip of the pen. Drivers are called by short words, many of which are a letter
 * apart (`nfs.csi.k8s.io`, `efs.csi.aws.com`), and one of a cluster may be called after another with a number behind it.
 */
function isSlip(name: string, known: string): boolean {
  const [left, right] = [name.toLowerCase(), known.toLowerCase()];
  if (isNumbered(left, right) && left !== right) return false;
  const [words, others] = [left.split(separators), right.split(separators)];
  if (words.join('') === others.join('')) return true;
  if (words.length !== others.length) return false;
  const wrong = words.flatMap((word, at) => (word === others[at] ? [] : [at]));
  const [at, another] = wrong;
  if (at === undefined || another !== undefined || words.length < 2) return false;
  // Domains end in many ways (`.io`, `.com`), but nobody else has the rest of the name.
  const isEnd = at === words.length - 1 && words.length > 2 && /\.[a-z]{1,4}$/.test(left) && !right.includes('/');
  return isEnd || isSlipOfWord(words[at]!, others[at]!);
}

const separators = /[-._/]/;

/** In short words only what is left out, doubled or has changed places. */
function isSlipOfWord(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length >= longWord) return nearest(a, [b]) !== undefined;
  if (short.length < shortestWord) return false;
  if (short.length === long.length) return [...a].sort().join('') === [...b].sort().join('');
  return (
    long.length === short.length + 1 && [...long].some((_, at) => long.slice(0, at) + long.slice(at + 1) === short)
  );
}

const longWord = 5;
const shortestWord = 2;
