import { own } from '../base/own.ts';
import { quoted } from '../base/visible.ts';
import { indentStep, yamlString } from '../manifest/edits.ts';
import { columnOf } from '../manifest/places.ts';
import type { DocumentEdit } from '../manifest/problem.ts';
import { lineBreak } from '../text/textLines.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle, type YamlTree } from '../yaml/tree.ts';
import type { CheckContext, ReportDetails } from './context.ts';
import { fixBy } from './fixes.ts';
import { commandIn, requestIn } from './handlerShorthands.ts';
import type { ObjectTable } from './tables.ts';
import { behindColon } from './unwrapList.ts';

/** Fields with the YAML of their values, or with the fields in them. */
export interface Written {
  readonly [name: string]: string | Written;
}

/** How people write an item or a field as one word, and what it says in full; undefined where a word says something else. */
const shorthands: Readonly<Record<string, (text: string, cx: CheckContext, node: NodeId) => Written | undefined>> = {
  'apps.v1.StatefulSetOrdinals': (text) => (/^\d{1,9}$/.test(text) ? { start: text } : undefined),
  'apps.v1.StatefulSetUpdateStrategy': (text) => word(text, 'type', ['OnDelete', 'RollingUpdate']),
  'core.v1.AppArmorProfile': (text) => word(text, 'type', ['RuntimeDefault', 'Unconfined']),
  'core.v1.ConfigMapEnvSource': (text) => named(text, 'name'),
  'core.v1.ConfigMapVolumeSource': (text) => named(text, 'name'),
  'core.v1.ContainerPort': (text) => portIn(text, 'containerPort'),
  'core.v1.EmptyDirVolumeSource': (text) =>
    word(text, 'medium', ['Memory']) ?? (isSize(text) ? { sizeLimit: text } : undefined),
  'core.v1.EnvVar': (text) => {
    const found = /^([A-Za-z_][\w.-]{0,300})=(.{0,2000})$/s.exec(text);
    return found ? { name: yamlString(found[1]!), value: quoted(found[2]!) } : undefined;
  },
  'core.v1.ExecAction': commandIn,
  // Its port has no name.
  'core.v1.GRPCAction': (text) => (isPort(text) ? { port: text } : undefined),
  'core.v1.HTTPGetAction': requestIn,
  'core.v1.HostPathVolumeSource': (text) => path(text, 'path'),
  'core.v1.LocalObjectReference': (text) => named(text, 'name'),
  'core.v1.LocalVolumeSource': (text) => path(text, 'path'),
  'core.v1.NFSVolumeSource': (text) => {
    const found = /^([a-z0-9][a-z0-9.-]{0,252}):(\/[^\s:]{0,500})$/i.exec(text);
    return found ? { server: yamlString(found[1]!), path: yamlString(found[2]!) } : undefined;
  },
  'core.v1.ObjectFieldSelector': (text) =>
    /^(?:metadata|spec|status)\.[\w.]{1,100}$/.test(text) ? { fieldPath: yamlString(text) } : undefined,
  'core.v1.PersistentVolumeClaimVolumeSource': (text) => named(text, 'claimName'),
  'core.v1.ResourceFieldSelector': (text) =>
    /^(?:limits|requests)\.[\w.-]{1,100}$/.test(text) ? { resource: yamlString(text) } : undefined,
  'core.v1.SeccompProfile': (text) => word(text, 'type', ['RuntimeDefault', 'Unconfined']),
  'core.v1.SecretEnvSource': (text) => named(text, 'name'),
  'core.v1.SecretVolumeSource': (text) => named(text, 'secretName'),
  'core.v1.ServicePort': (text) => portIn(text, 'port'),
  'core.v1.TCPSocketAction': (text) =>
    isPort(text) || /^[a-z][a-z0-9-]{0,14}$/.test(text) ? { port: isPort(text) ? text : yamlString(text) } : undefined,
  'core.v1.VolumeMount': (text) => {
    const found = /^([a-z0-9][a-z0-9-]{0,62}):(\/[^\s:]{0,500})(:ro)?$/.exec(text);
    if (!found) return undefined;
    const mount = { name: yamlString(found[1]!), mountPath: yamlString(found[2]!) };
    return found[3] === undefined ? mount : { ...mount, readOnly: 'true' };
  },
  'core.v1.VolumeResourceRequirements': (text) => (isSize(text) ? { requests: { storage: text } } : undefined),
  'meta.v1.ObjectMeta': (text) => named(text, 'name'),
};

function word(text: string, field: string, words: readonly string[]): Written | undefined {
  return words.includes(text) ? { [field]: text } : undefined;
}

function named(text: string, field: string): Written | undefined {
  return isName(text) ? { [field]: yamlString(text) } : undefined;
}

function path(text: string, field: string): Written | undefined {
  return /^\/[^\s:]{0,500}$/.test(text) ? { [field]: yamlString(text) } : undefined;
}

/** A number with a unit: of one without nobody knows what it counts. */
function isSize(text: string): boolean {
  return /^\d{1,12}(?:[KMGTPE]i|[kMGTPE])$/.test(text);
}

function isPort(text: string): boolean {
  return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65535;
}

/** `80` and `80/TCP`. */
function portIn(text: string, field: string): Written | undefined {
  const found = /^(\d{1,5})(?:\/(tcp|udp|sctp))?$/i.exec(text);
  if (!found || Number(found[1]) < 1 || Number(found[1]) > 65535) return undefined;
  const port = String(Number(found[1]));
  return found[2] === undefined ? { [field]: port } : { [field]: port, protocol: found[2].toUpperCase() };
}

function isName(text: string): boolean {
  return /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/.test(text);
}

/** What a value says in full that is written as one word, as `80` for a port; undefined where that is not plain. */
export function meantInFull(cx: CheckContext, node: NodeId, object: ObjectTable): Written | undefined {
  const { tree } = cx;
  const isLine = tree.style(node) !== NodeStyle.literal && tree.style(node) !== NodeStyle.folded;
  const text = tree.kind(node) === NodeKind.scalar && isLine ? tree.scalarText(node) : '';
  return text === '' || cx.isOpen(text) ? undefined : own(shorthands, object.type.name)?.(text, cx, node);
}

/** The advice to write it in full, for the end of a message, and the same without the values. */
export function adviceInFull(cx: CheckContext, node: NodeId, written: Written): { full: string; short: string } {
  const isBelow = cx.keyOf(node) !== NO_NODE && cx.tree.style(cx.tree.parent(node)) !== NodeStyle.flow;
  const below = isBelow ? ' below it' : '';
  const write = (parts: readonly string[]) => `write ${parts.join(' and ')}${below}`;
  return {
    full: write(Object.entries(written).map(inLine)),
    short: write(Object.keys(written).map((name) => `${name}: …`)),
  };
}

/** The repair that writes it in full. */
export function inFull(cx: CheckContext, node: NodeId, object: ObjectTable): Pick<ReportDetails, 'fixes'> {
  const written = meantInFull(cx, node, object);
  if (!written) return {};
  const title = `Write ${Object.entries(written).map(inLine).join(', ')}`;
  return fixBy(cx, { title, isSafe: false }, () =>
    cx.tree.style(cx.tree.parent(node)) === NodeStyle.flow
      ? replaceInFlow(cx.tree, node, written)
      : cx.keyOf(node) === NO_NODE
        ? replaceItem(cx.tree, node, written)
        : writeBelow(cx.tree, node, written),
  );
}

function inLine([name, value]: readonly [string, string | Written]): string {
  return typeof value === 'string'
    ? `${name}: ${value}`
    : `${name}: { ${Object.entries(value).map(inLine).join(', ')} }`;
}

function replaceItem(tree: YamlTree, item: NodeId, written: Written): DocumentEdit {
  const { text } = tree;
  const start = tree.start(item);
  const indent = lineBreak(text) + ' '.repeat(columnOf(text, start));
  return { start, end: tree.end(item), newText: linesOf(written, indentStep(tree)).join(indent) };
}

/** Below the key; what stands behind the value, as a comment, stays there. Undefined where a tag or anchor would be lost. */
function writeBelow(tree: YamlTree, value: NodeId, written: Written): DocumentEdit | undefined {
  const { text } = tree;
  const start = behindColon(text, tree.start(value));
  if (start === undefined) return undefined;
  const step = indentStep(tree);
  const indent = lineBreak(text) + ' '.repeat(columnOf(text, tree.start(tree.parent(value))) + step);
  const newText = linesOf(written, step).map((line) => indent + line);
  return { start, end: tree.end(value), newText: newText.join('') };
}

function linesOf(written: Written, step: number): string[] {
  return Object.entries(written).flatMap(([name, value]) =>
    typeof value === 'string'
      ? [`${name}: ${value}`]
      : [`${name}:`, ...linesOf(value, step).map((line) => ' '.repeat(step) + line)],
  );
}

function replaceInFlow(tree: YamlTree, node: NodeId, written: Written): DocumentEdit {
  const isJson = tree.text.charAt(tree.start(tree.root)) === '{';
  const newText = isJson ? jsonOf(written) : `{ ${Object.entries(written).map(inLine).join(', ')} }`;
  return { start: tree.start(node), end: tree.end(node), newText };
}

function jsonOf(written: Written): string {
  const entries = Object.entries(written).map(([name, value]) => {
    if (typeof value !== 'string') return `"${name}": ${jsonOf(value)}`;
    return `"${name}": ${/^(?:\d+|true|["[].*)$/s.test(value) ? value : quoted(value)}`;
  });
  return `{${entries.join(', ')}}`;
}
