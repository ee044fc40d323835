import { own } from '../base/own.ts';
import { quoted } from '../base/visible.ts';
import { yamlString } from '../manifest/edits.ts';
import { columnOf } from '../manifest/places.ts';
import type { DocumentEdit } from '../manifest/problem.ts';
import { lineBreak } from '../text/textLines.ts';
import { type NodeId, NodeKind, NodeStyle, type YamlTree } from '../yaml/tree.ts';
import type { CheckContext, ReportDetails } from './context.ts';
import { fixBy } from './fixes.ts';
import type { ObjectTable } from './tables.ts';

/** Fields with the YAML of their values. */
type Written = Readonly<Record<string, string>>;

/** How people write an item as one word, and what it says in full; undefined where a word says something else. */
const shorthands: Readonly<Record<string, (text: string) => Written | undefined>> = {
  'core.v1.ContainerPort': (text) => portIn(text, 'containerPort'),
  'core.v1.EnvVar': (text) => {
    const found = /^([A-Za-z_][\w.-]{0,300})=(.{0,2000})$/s.exec(text);
    return found ? { name: yamlString(found[1]!), value: quoted(found[2]!) } : undefined;
  },
  'core.v1.LocalObjectReference': (text) => (isName(text) ? { name: yamlString(text) } : undefined),
  'core.v1.ServicePort': (text) => portIn(text, 'port'),
  'core.v1.VolumeMount': (text) => {
    const found = /^([a-z0-9][a-z0-9-]{0,62}):(\/[^\s:]{0,500})(:ro)?$/.exec(text);
    if (!found) return undefined;
    const mount = { name: yamlString(found[1]!), mountPath: yamlString(found[2]!) };
    return found[3] === undefined ? mount : { ...mount, readOnly: 'true' };
  },
};

/** `80` and `80/TCP`. */
function portIn(text: string, field: string): Written | undefined {
  const found = /^(\d{1,5})(?:\/(tcp|udp|sctp))?$/i.exec(text);
  if (!found || Number(found[1]) < 1 || Number(found[1]) > 65535) return undefined;
  const port = String(Number(found[1]));
  return found[2] === undefined ? { [field]: port } : { [field]: port, protocol: found[2].toUpperCase() };
}

function isName(text: string): boolean {
  return /^[a-z0-9][a-z0-9.-]{0,251}[a-z0-9]$/.test(text);
}

/** What an item says in full that is written as one word, as `80` for a port. */
export function inFull(cx: CheckContext, item: NodeId, object: ObjectTable): Pick<ReportDetails, 'fixes'> {
  const { tree } = cx;
  const isLine = tree.style(item) !== NodeStyle.literal && tree.style(item) !== NodeStyle.folded;
  const read = own(shorthands, object.type.name);
  const text = tree.kind(item) === NodeKind.scalar && isLine ? tree.scalarText(item) : '';
  const written = text === '' || cx.isOpen(text) ? undefined : read?.(text);
  if (!written) return {};
  const entries = Object.entries(written).map(([name, value]) => `${name}: ${value}`);
  return fixBy(cx, { title: `Write ${entries.join(', ')}`, isSafe: false }, () => replaceItem(tree, item, written));
}

function replaceItem(tree: YamlTree, item: NodeId, written: Written): DocumentEdit {
  const { text } = tree;
  const start = tree.start(item);
  const end = tree.end(item);
  const entries = Object.entries(written);
  if (tree.style(tree.parent(item)) !== NodeStyle.flow) {
    const indent = lineBreak(text) + ' '.repeat(columnOf(text, start));
    return { start, end, newText: entries.map(([name, value]) => `${name}: ${value}`).join(indent) };
  }
  const isJson = text.charAt(tree.start(tree.root)) === '{';
  const quotes = (value: string) => (/^[\d"]|^true$/.test(value) ? value : quoted(value));
  const inner = entries.map(([name, value]) => (isJson ? `"${name}": ${quotes(value)}` : `${name}: ${value}`));
  return { start, end, newText: isJson ? `{${inner.join(', ')}}` : `{ ${inner.join(', ')} }` };
}
