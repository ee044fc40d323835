import { bug } from '../base/bug.ts';
import { passes, type VolumeOrigin } from './accessModes.ts';
import { driverByName } from './drivers.ts';
import { limitsTable } from './limitsTable.ts';
import type { Confidence, ParameterTest, Sourced, VolumeMode } from './model.ts';
import { worseOf } from './model.ts';
import { parseTest } from './modes.ts';
import { parseQuantity, wholeValue } from './quantity.ts';
import { listOf, type Row, sectionsOf, sourceOf } from './table.ts';

/** A size that a driver or the service behind it sets. */
export interface SizeLimit extends Sourced {
  readonly bytes: bigint;
  /** As a manifest would write it, `125Gi`. */
  readonly text: string;
}

/** Sizes come in multiples of `bytes` below `below` bytes, without end where that is absent. */
export interface SizeStep {
  readonly bytes: bigint;
  readonly text: string;
  readonly below?: bigint;
}

/** How large the volumes of a class can be. Absent limits are not known. */
export interface VolumeLimits extends Sourced {
  readonly minimum?: SizeLimit;
  readonly maximum?: SizeLimit;
  readonly steps: readonly SizeStep[];
  readonly whenSmaller: 'raised' | 'refused' | 'unknown';
  /** False where the driver does nothing with the size: any number will do. */
  readonly isSizeUsed: boolean;
  readonly note?: string;
}

/** What is known of a class, and the volume mode of the claim (`Filesystem` where absent). */
export interface LimitsQuery extends VolumeOrigin {
  readonly volumeMode?: VolumeMode;
}

/**
 * The limits of volumes that a provisioner makes, undefined when none are known. Where a parameter that decides is not
 * known, the limits are wide enough for each of its values. An in-tree name has the limits of its CSI driver.
 */
export function volumeLimits(provisioner: string, query: LimitsQuery = {}): VolumeLimits | undefined {
  const rows = loaded().get(driverByName(provisioner)?.name ?? provisioner);
  if (!rows) return undefined;
  const parameters = { ...query.parameters, volumeMode: query.volumeMode ?? 'Filesystem' };
  const open: LimitsRow[] = [];
  for (const row of rows) {
    const answers = row.tests.map((test) => passes(test, { ...query, parameters }));
    if (answers.includes(false)) continue;
    open.push(row);
    if (!answers.includes(undefined)) break;
  }
  return open.length === 0 ? undefined : open.map(({ limits }) => limits).reduce(widest);
}

/** The size that the driver makes of a request, undefined where steps and smallest size are not known. */
export function provisionedSize(limits: VolumeLimits, bytes: bigint): bigint | undefined {
  const { minimum, steps } = limits;
  if (!minimum && steps.length === 0) return undefined;
  let size = minimum && bytes < minimum.bytes ? minimum.bytes : bytes;
  for (const step of steps) {
    const rounded = ((size + step.bytes - 1n) / step.bytes) * step.bytes;
    if (step.below === undefined || rounded <= step.below) return rounded;
    if (size < step.below) size = step.below;
  }
  return size;
}

interface LimitsRow {
  readonly tests: readonly ParameterTest[];
  readonly limits: VolumeLimits;
}

const columns = 7;
let cache: ReadonlyMap<string, readonly LimitsRow[]> | undefined;

function loaded(): ReadonlyMap<string, readonly LimitsRow[]> {
  cache ??= new Map(
    sectionsOf(limitsTable, columns).flatMap(({ head, rows }) => {
      const read = rows.map(toRow);
      return listOf(head[0] ?? '').map((driver) => [driver, read] as const);
    }),
  );
  return cache;
}

function toRow(row: Row): LimitsRow {
  const [tests = '', smallest = '', largest = '', step = '', smaller = '', source = '', note] = row;
  const cited = sourceOf(source, `limitsTable.ts, row "${row.join(' | ')}"`);
  const isSizeUsed = !smallest.startsWith('unused');
  const minimum = isSizeUsed ? limitOf(smallest, cited) : undefined;
  const maximum = limitOf(largest, cited);
  if (smaller !== '' && smaller !== 'raised' && smaller !== 'refused') bug(`storage table: "${smaller}" in limits`);
  return {
    tests: tests === '' ? [] : tests.split(' & ').map(parseTest),
    limits: {
      ...(minimum ? { minimum } : {}),
      ...(maximum ? { maximum } : {}),
      steps: listOf(step).map(stepOf),
      whenSmaller: smaller === 'raised' || smaller === 'refused' ? smaller : 'unknown',
      isSizeUsed,
      ...(note ? { note } : {}),
      confidence: smallest.endsWith('?') ? 'unverified' : 'verified',
      source: cited,
    },
  };
}

function limitOf(cell: string, source: string): SizeLimit | undefined {
  if (cell === '') return undefined;
  const isUnverified = cell.endsWith('?');
  const text = isUnverified ? cell.slice(0, -1) : cell;
  return { bytes: bytesOf(text), text, confidence: isUnverified ? 'unverified' : 'verified', source };
}

function stepOf(cell: string): SizeStep {
  const [text = '', below] = cell.split(' <');
  return { bytes: bytesOf(text), text, ...(below ? { below: bytesOf(below) } : {}) };
}

function bytesOf(text: string): bigint {
  const quantity = parseQuantity(text);
  if (!quantity) bug(`storage table: size "${text}"`);
  return quantity ? wholeValue(quantity) : 0n;
}

/** Limits that hold whichever of the two is right. */
function widest(a: VolumeLimits, b: VolumeLimits): VolumeLimits {
  const minimum = a.minimum && b.minimum && wider(a.minimum, b.minimum, a.minimum.bytes < b.minimum.bytes);
  const maximum = a.maximum && b.maximum && wider(a.maximum, b.maximum, a.maximum.bytes > b.maximum.bytes);
  const note = a.note === b.note ? a.note : undefined;
  return {
    ...(minimum ? { minimum } : {}),
    ...(maximum ? { maximum } : {}),
    steps: sameSteps(a, b) ? a.steps : [],
    whenSmaller: a.whenSmaller === b.whenSmaller ? a.whenSmaller : 'unknown',
    isSizeUsed: a.isSizeUsed || b.isSizeUsed,
    ...(note ? { note } : {}),
    confidence: worseOf(a.confidence, b.confidence),
    source: a.source === b.source ? a.source : `${a.source}; ${b.source}`,
  };
}

/** The wider of two limits, as sure as the less sure of them. */
function wider(a: SizeLimit, b: SizeLimit, isFirst: boolean): SizeLimit {
  const confidence: Confidence = worseOf(a.confidence, b.confidence);
  return { ...(isFirst ? a : b), confidence };
}

function sameSteps(a: VolumeLimits, b: VolumeLimits): boolean {
  return a.steps.length === b.steps.length && a.steps.every((step, index) => step.text === b.steps[index]?.text);
}
