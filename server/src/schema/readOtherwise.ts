import { replaceValue } from '../manifest/replaceValue.ts';
import { resolvePlain } from '../yaml/resolve.ts';
import { type JsonScalar, jsonScalarOf } from '../yaml/scalars.ts';
import { type NodeId, NodeStyle } from '../yaml/tree.ts';
import { type CheckContext, quoted } from './context.ts';
import { fixBy, fixValue } from './fixes.ts';

/**
 * Reports a key of a map that YAML 1.1 takes for a boolean or a number of another text: `on` is "true", `1.10` is "1.1".
 * `sigs.k8s.io/yaml`, by which kubectl reads files: `convertToJSONableObject` writes such keys as their values.
 */
export function checkKeyReading(cx: CheckContext, key: NodeId): void {
  const { tree } = cx;
  // Where it stands behind an alias it is reported once, in its own place.
  if (!cx.isOwn(key)) return;
  const written = tree.scalarText(key);
  const read = jsonScalarOf(tree, key);
  if (!read || read.type === 'null' || read.type === 'string' || read.text === written) return;
  const label = { title: `Write "${written}" in quotes`, isSafe: false };
  const isFree = !cx.keys(tree.parent(key)).some((other) => other !== key && tree.scalarText(other) === written);
  const fix = isFree ? fixBy(cx, label, () => replaceValue(tree, key, quoted(written))) : {};
  const what = read.type === 'boolean' ? 'a boolean' : 'a number';
  const message = `Key ${quoted(written)} is ${what} to YAML, and stored as "${read.text}"; write it in quotes`;
  cx.report('key-read-otherwise', cx.atKey(key), message, fix);
}

/**
 * Reports a number that is taken for another one than is meant: where it says who may read a file it is meant to the base
 * of 8, and nowhere else.
 */
export function checkNumberReading(cx: CheckContext, node: NodeId, scalar: JsonScalar): void {
  const { tree } = cx;
  const isSpokenMode = spokenModes.has(scalar.value);
  const hasLeadingZero = tree.style(node) === NodeStyle.plain && tree.text.charCodeAt(tree.start(node)) === ZERO;
  if (!isSpokenMode && !hasLeadingZero) return;
  const isMode = modes.has(cx.labelOf(node));
  if (isMode && isSpokenMode) checkDecimal(cx, node, scalar);
  if (!isMode && hasLeadingZero) checkOctal(cx, node, scalar);
}

/** Reports a number that YAML 1.1 reads to the base of 8 because it begins with 0. */
function checkOctal(cx: CheckContext, node: NodeId, scalar: JsonScalar): void {
  const written = cx.tree.scalarText(node);
  if (!LEADING_ZERO.test(written)) return;
  const decimal = resolvePlain(written.replace(/^[0_]+(?=[0-9])/, '')).text;
  if (scalar.text === decimal) return;
  const message = `${cx.labelOf(node)} ${quoted(written)} is octal to YAML, which reads ${scalar.text}; write ${decimal}`;
  const fix = cx.tree.tag(node) === undefined ? fixValue(cx, node, decimal, 'guess') : {};
  cx.report('number-read-as-octal', cx.at(node), message, fix);
}

/**
 * Reports permissions that somebody wrote as people say them, and that are decimal without a 0 in front: 400 is 0620.
 * What is beyond 0777 as a decimal is refused, which is said already.
 */
function checkDecimal(cx: CheckContext, node: NodeId, { value }: JsonScalar): void {
  const written = cx.tree.scalarText(node);
  // 0620 is the same number.
  if (written !== String(value)) return;
  const what = `${cx.labelOf(node)} ${written} is decimal, and gives the permissions 0${Number(written).toString(8)}`;
  const meant = modeAsWritten(cx, node, written);
  cx.report('mode-read-as-decimal', cx.at(node), `${what}; write ${meant}`, fixValue(cx, node, meant, 'guess'));
}

/** Permissions in octal digits: with a 0 in front in YAML; as a decimal number in JSON, which has no others. */
export function modeAsWritten(cx: CheckContext, node: NodeId, digits: string): string {
  const isJson = cx.tree.style(cx.keyOf(node)) === NodeStyle.doubleQuoted;
  return isJson ? String(Number.parseInt(digits, 8)) : `0${digits}`;
}

/** Those below 0777 that are usual in octal and odd in decimal. */
const spokenModes: ReadonlySet<JsonScalar['value']> = new Set([400, 440, 444, 500]);

const ZERO = 48;
const LEADING_ZERO = /^0[0-7_]+$/;
/** Fields that say who may read a file. */
export const modes: ReadonlySet<string> = new Set(['defaultMode', 'mode']);
