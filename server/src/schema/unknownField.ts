import { limits } from '../base/limits.ts';
import { didYouMean, nearest } from '../base/nearest.ts';
import { own } from '../base/own.ts';
import type { NodeId } from '../yaml/tree.ts';
import { type CheckContext, quoted, type ReportDetails } from './context.ts';
import { fixBy, fixByRemoval, fixKey } from './fixes.ts';
import { type GateName, gateOnSince } from './gates.ts';
import { fieldOfContent, misplacedEntry, strangeName } from './misplacedEntries.ts';
import { missingInFields } from './missingBlanks.ts';
import { editsToMove, findHome, findItemHome, possibleHomes } from './relocation.ts';
import type { ObjectTable } from './tables.ts';
import { editsToList, findUnlistedItem } from './unlistedItem.ts';

/** What other objects, or people, call a field. */
const renamed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'apps.v1.StatefulSetSpec': { strategy: 'updateStrategy' },
  'core.v1.ConfigMapEnvSource': { configMapName: 'name' },
  'core.v1.ConfigMapKeySelector': { configMapName: 'name' },
  'core.v1.ConfigMapProjection': { configMapName: 'name' },
  'core.v1.ConfigMapVolumeSource': { configMapName: 'name' },
  'core.v1.ContainerPort': { port: 'containerPort', targetPort: 'containerPort' },
  'core.v1.EmptyDirVolumeSource': { limit: 'sizeLimit', size: 'sizeLimit', storage: 'sizeLimit' },
  'core.v1.PersistentVolumeClaimVolumeSource': { name: 'claimName' },
  'core.v1.Probe': { http: 'httpGet', tcp: 'tcpSocket' },
  'core.v1.SecretEnvSource': { secretName: 'name' },
  'core.v1.SecretKeySelector': { secretName: 'name' },
  'core.v1.SecretProjection': { secretName: 'name' },
  'core.v1.SecretVolumeSource': { name: 'secretName' },
  'core.v1.Volume': { claim: 'persistentVolumeClaim', pvc: 'persistentVolumeClaim' },
  'core.v1.VolumeMount': { path: 'mountPath' },
};

/** A field that was meant by an unknown one: what is said of it is damage. */
export interface MeantField {
  /** Where it would be if it were right. */
  readonly field: string;
  /** What is written under the unknown name. */
  readonly text: string;
}

const meant = new WeakMap<CheckContext, MeantField[]>();

/** What the unknown fields of the object would be if they were right; only where that can be told. */
export function meantFields(cx: CheckContext): readonly MeantField[] {
  return meant.get(cx) ?? [];
}

function remember(cx: CheckContext, key: NodeId, field: string): void {
  const { tree } = cx;
  const value = tree.next(key);
  const found = { field, text: tree.text.slice(tree.start(value), tree.end(value)) };
  const before = meant.get(cx);
  if (before) before.push(found);
  else meant.set(cx, [found]);
}

/** Reports a field that the object does not have in this minor, with what was likely meant. */
export function reportUnknownField(cx: CheckContext, key: NodeId, table: ObjectTable): void {
  const name = cx.keyText(key);
  // A template may become a patch
  if ((cx.isPatch || cx.isTemplate) && name.startsWith('$')) return;
  const info = table.type.fields.get(name);
  if (info !== undefined) {
    const message = info.since
      ? `${quoted(name)} came with Kubernetes ${info.since}; leave it out for ${cx.minor}`
      : `${quoted(name)} is gone since Kubernetes ${info.last}; leave it out for ${cx.minor}`;
    const fix = fixByRemoval(cx, cx.tree.next(key), 'guess');
    cx.reportUnreadable('field-needs-newer-kubernetes', cx.atKey(key), message, fix);
    return;
  }
  // An anchor or a "?" with nothing behind it, as it is typed: no key is written, and no value
  if (cx.tree.start(key) === cx.tree.end(key) && cx.tree.end(cx.tree.next(key)) <= cx.tree.end(key)) return;
  const slip =
    cx.decoding.length < mostAdvised ? (strangeName(cx, key) ?? missingInFields(cx, key, table.type)) : undefined;
  if (slip) {
    cx.reportUnreadable('unknown-field', cx.atKey(key), slip.message, slip);
    return;
  }
  const { advice, details } = cx.decoding.length < mostAdvised ? whatWasMeant(cx, key, table) : noAdvice;
  const written = quoted(cx.labelOf(key));
  const message = `The ${table.constraints.noun} has no field ${written}; ${advice}`;
  // Some names of fields are longer than half a sentence
  const shown = message.length <= 120 ? message : `No field ${written} here; ${advice}`;
  cx.reportUnreadable('unknown-field', cx.atKey(key), shown, details);
}

/** So many faults that nobody is shown those behind them: what was meant there is not looked for. */
const mostAdvised = 5 * limits.documentProblems;
const noAdvice = { advice: 'leave it out', details: {} };

/** A misspelling comes before a wrong place, and both before taking the field out. */
function whatWasMeant(cx: CheckContext, key: NodeId, table: ObjectTable): { advice: string; details: ReportDetails } {
  const name = cx.keyText(key);
  const likely =
    own(renamed[table.type.name] ?? {}, name) ??
    nearest(name, table.fields.keys()) ??
    wholeName(name, table.fields.keys()) ??
    fieldOfContent(cx, key, table);
  const isOtherCase = likely?.toLowerCase() === name.toLowerCase();
  const isSlip = likely !== undefined && (isOtherCase || isSmallSlip(name, likely));
  const unlisted = isSlip ? undefined : findUnlistedItem(cx, key, table.type);
  if (unlisted) {
    remember(cx, key, `${cx.pathOfField(key, unlisted.list)}[0].${name}`);
    const label = { title: `Make it an item of ${unlisted.list}`, isSafe: false };
    const fix = fixBy(cx, label, (tree) => editsToList(tree, unlisted));
    return { advice: `it belongs in an item of ${unlisted.list}: write "- " before its first field`, details: fix };
  }
  const misplaced = likely === undefined ? misplacedEntry(cx, key, table) : undefined;
  if (misplaced) {
    if (misplaced.meant !== undefined) remember(cx, key, misplaced.meant);
    return misplaced;
  }
  const home = isSlip ? undefined : findHome(cx, key, table.type);
  if (home) {
    remember(cx, key, home.field === '' ? name : `${home.field}.${name}`);
    const label = {
      title: home.field === '' ? `Move ${name} to the top` : `Move ${name} to ${home.field}`,
      isSafe: !home.isGuess,
    };
    const fix = home.isTaken ? {} : fixBy(cx, label, (tree) => editsToMove(tree, key, home));
    return { advice: `it belongs in ${home.field === '' ? 'the object itself' : home.field}`, details: fix };
  }
  const item = isSlip ? undefined : findItemHome(cx, key, table.type);
  if (item) {
    const { target } = item;
    const label = { title: `Move ${name} to ${target?.field}`, isSafe: target?.isGuess === false };
    const fix = target && !target.isTaken ? fixBy(cx, label, (tree) => editsToMove(tree, key, target)) : {};
    return { advice: `it belongs in ${item.place}`, details: fix };
  }
  if (likely === undefined) {
    const homes = possibleHomes(cx, key, table.type);
    if (homes.length > 1)
      return { advice: `it belongs in ${homes.slice(0, -1).join(', ')} or ${homes.at(-1)}`, details: {} };
    return { advice: 'leave it out', details: removal(cx, key) };
  }
  remember(cx, key, cx.pathOfField(key, likely));
  const isFree = !cx.has(cx.tree.parent(key), likely);
  const isSafe = isFree && isSlip;
  const fix = isFree ? fixKey(cx, key, likely, isSafe ? 'safe' : 'guess') : removal(cx, key);
  // The problem lies at the field that was meant where that must be there, or where no field above tells the place
  const isTop = cx.tree.parent(key) === cx.root;
  const isMeant = isFree && (isTop || table.watched.some((field) => field.name === likely));
  const field = isMeant ? { field: cx.pathOfField(key, likely) } : {};
  return { advice: didYouMean(likely), details: { ...fix, ...field } };
}

/** What is written there goes too, so somebody has to want that; nothing is lost where nothing is written. */
function removal(cx: CheckContext, key: NodeId): Pick<ReportDetails, 'fixes'> {
  const value = cx.tree.next(key);
  const { fixes } = fixByRemoval(cx, value, 'guess');
  if (!fixes || cx.isNull(value)) return { fixes: fixes ?? (() => []) };
  return { fixes: () => fixes().map((fix) => ({ ...fix, isPreferred: false as const })) };
}

/** The one field that a name is the beginning or the end of, in whole words: `storageClass` of `storageClassName`. */
function wholeName(name: string, fields: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  if (wanted.length < 5) return undefined;
  const found = Array.from(fields).filter((field) => {
    const lower = field.toLowerCase();
    const isBeginning = lower.startsWith(wanted) && isCapital(field, wanted.length);
    return isBeginning || (lower.endsWith(wanted) && isCapital(field, field.length - wanted.length));
  });
  return found.length === 1 ? found[0] : undefined;
}

function isCapital(text: string, at: number): boolean {
  const letter = text.charAt(at);
  return letter >= 'A' && letter <= 'Z';
}

/** One letter too many, too few or wrong in a long word. */
function isSmallSlip(name: string, likely: string): boolean {
  return likely.length >= 6 && Math.abs(name.length - likely.length) <= 1 && nearest(name, [likely]) === likely;
}

/** Reports a field that the server reads and drops, because its gate is off by default in this minor. */
export function reportClosedGate(cx: CheckContext, value: NodeId, gate: GateName): void {
  const since = gateOnSince(gate);
  const when = since === undefined ? 'off by default' : `on by default since ${since} only`;
  const message = `${quoted(cx.labelOf(value))} is dropped silently in ${cx.minor}: gate ${gate} is ${when}`;
  cx.report('field-gate-off', cx.at(value), message);
}
