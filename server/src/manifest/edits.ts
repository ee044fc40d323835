import { quoted } from '../base/visible.ts';
import { lineBreak, lineEndOf, lineStartOf, nextLineOf } from '../text/textLines.ts';
import { resolvePlain } from '../yaml/resolve.ts';
import { jsonValueOf } from '../yaml/scalars.ts';
import { NO_NODE, type NodeId, NodeKind, NodeStyle, type YamlTree } from '../yaml/tree.ts';
import { afterLines, columnOf, contentEnd, endOfContent, endsLine, ownStart, withComments } from './places.ts';
import type { DocumentEdit } from './problem.ts';
import { keyOf, missingColon, replaceValue } from './replaceValue.ts';

/**
 * Edits of a document that keep its style: indentation, comments, line breaks, block or flow. All work on the tree of
 * the document itself, and offsets count from its start. An edit that would have to guess is not made: undefined.
 */

/** A new entry of a mapping: `lines` of YAML at indentation 0, the first of them beginning with the key. */
export type EntryText = readonly string[];

/** Gives a key another name, quoted as before. */
export function renameKey(tree: YamlTree, key: NodeId, name: string): DocumentEdit {
  return replaceValue(tree, key, quotedLike(tree, key, name));
}

/** A text in the quotes of a scalar that it replaces; plain stays plain. */
export function quotedLike(tree: YamlTree, node: NodeId, text: string): string {
  switch (tree.style(node)) {
    case NodeStyle.doubleQuoted:
      return quoted(text);
    case NodeStyle.singleQuoted:
      return `'${text.replaceAll("'", "''")}'`;
    default:
      return yamlString(text);
  }
}

/** A text as YAML: plain where that reads as the same string, else in double quotes. */
export function yamlString(text: string): string {
  const isPlain = /^[a-zA-Z0-9/][-a-zA-Z0-9_./]*$/.test(text) && resolvePlain(text).type === 'string';
  return isPlain ? text : quoted(text);
}

/** Takes an entry out of its mapping, with its lines and the comments right above; the last one leaves `{}`. */
export function removeEntry(tree: YamlTree, key: NodeId): DocumentEdit {
  const mapping = tree.parent(key);
  const value = tree.next(key);
  if (tree.firstChild(mapping) === key && tree.next(value) === tree.next(mapping)) {
    return emptied(tree, mapping, '{}');
  }
  return isFlow(tree, mapping) ? removeFromFlow(tree, key, value) : removeFromBlock(tree, key, value);
}

/** Takes an item out of its list, with its lines and the comments right above; the last one leaves `[]`. */
export function removeItem(tree: YamlTree, item: NodeId): DocumentEdit {
  const list = tree.parent(item);
  if (tree.firstChild(list) === item && tree.next(item) === tree.next(list)) return emptied(tree, list, '[]');
  if (isFlow(tree, list)) return removeFromFlow(tree, item, item);
  const { text } = tree;
  const dash = dashOf(tree, item);
  const start = lineStartOf(text, dash);
  if (text.slice(start, dash).trim() !== '') {
    // The first item of a list in a list: the next one moves up to its place
    return { start: dash, end: dashOf(tree, tree.next(item)), newText: '' };
  }
  return { start: withComments(text, start), end: afterLines(text, tree.end(item)), newText: '' };
}

/**
 * Where the dash of an item of a block list is. All dashes of a list are below its first one; between a dash and what
 * stands behind it may be comments, an anchor and a tag, with dashes of their own.
 */
export function dashOf(tree: YamlTree, item: NodeId): number {
  const { text } = tree;
  const column = columnOf(text, tree.start(tree.parent(item)));
  for (let start = lineStartOf(text, tree.start(item)); ; start = lineStartOf(text, start - 1)) {
    const dash = start + column;
    const isDash = text[dash] === '-' && dash < tree.start(item) && /^[ -]*$/.test(text.slice(start, dash));
    if (isDash) return dash;
    // Only where lines end otherwise than by a line feed
    if (start === 0) return text.lastIndexOf('-', tree.start(item) - 1);
  }
}

/** Makes a block mapping the one item of a list: a dash in front, the other lines moved to the right. */
export function asItem(tree: YamlTree, mapping: NodeId): DocumentEdit {
  const { text } = tree;
  const start = tree.start(mapping);
  const end = contentEnd(text, tree.end(mapping));
  let moved = '';
  for (let at = start; at < end; ) {
    const next = Math.min(nextLineOf(text, at), end);
    const line = text.slice(at, next);
    const isEmpty = text.slice(at, lineEndOf(text, at)).trim() === '';
    moved += at === start || isEmpty ? line : `  ${line}`;
    at = next;
  }
  return { start, end, newText: `- ${moved}` };
}

/** Adds an entry behind the last one of a mapping. */
export function addEntry(tree: YamlTree, mapping: NodeId, entry: EntryText): DocumentEdit | undefined {
  const { text } = tree;
  if (tree.kind(mapping) !== NodeKind.mapping) return addToNothing(tree, mapping, entry);
  if (isFlow(tree, mapping)) return addToFlow(tree, mapping, entry);
  const last = lastChild(tree, mapping);
  const indent = columnOf(text, tree.start(mapping));
  const at = endOfContent(text, Math.max(tree.end(last), tree.start(mapping)));
  return { start: at, end: at, newText: lineBreak(text) + indented(entry, indent, text) };
}

/**
 * Adds an item behind the last one of a list, which is made under its name where `list` is NO_NODE; `lines` begin with
 * the dash. Undefined where the list is empty, in brackets, or shares lines with what it stands in.
 */
export function addItem(
  tree: YamlTree,
  mapping: NodeId,
  { name, list, lines }: { name: string; list: NodeId; lines: readonly string[] },
): DocumentEdit | undefined {
  if (list === NO_NODE) return addEntry(tree, mapping, [`${name}:`, ...lines.map((line) => `  ${line}`)]);
  if (tree.kind(list) !== NodeKind.sequence || isFlow(tree, list)) return undefined;
  const { text } = tree;
  const last = lastChild(tree, list);
  const dash = last === NO_NODE ? -1 : dashOf(tree, last);
  if (dash < 0 || text.slice(lineStartOf(text, dash), dash).trim() !== '') return undefined;
  const added = indented(lines, columnOf(text, dash), text);
  const end = nextLineOf(text, tree.end(last) - 1);
  return { start: end, end, newText: endsLine(text, end) ? added + lineBreak(text) : lineBreak(text) + added };
}

/** Adds an entry in front of the first one of a block mapping, on the line of that one. */
export function addFirstEntry(tree: YamlTree, mapping: NodeId, entry: EntryText): DocumentEdit | undefined {
  const { text } = tree;
  if (tree.kind(mapping) !== NodeKind.mapping || isFlow(tree, mapping)) return addEntry(tree, mapping, entry);
  const start = tree.start(mapping);
  const indent = columnOf(text, start);
  const lines = indented(entry, indent, text).slice(indent);
  return { start, end: start, newText: lines + lineBreak(text) + ' '.repeat(indent) };
}

/**
 * Adds an entry at the end of the mapping that a path of keys leads to, making what is missing on the way. Undefined
 * where something else than a mapping stands there, or the key is taken already.
 */
export function addAtPath(
  tree: YamlTree,
  from: NodeId,
  path: readonly string[],
  entry: EntryText,
): DocumentEdit | undefined {
  let at = from;
  for (const [index, step] of path.entries()) {
    const value = childNamed(tree, at, step);
    if (value === NO_NODE) return addEntry(tree, at, nested(path.slice(index), entry));
    if (isNothing(tree, value)) {
      return addEntry(tree, value, nested(path.slice(index + 1), entry));
    }
    if (tree.kind(value) !== NodeKind.mapping) return undefined;
    at = value;
  }
  if (childNamed(tree, at, keyOfEntry(entry)) !== NO_NODE) return undefined;
  return addEntry(tree, at, entry);
}

/** Whether nothing is written, or `null` with no anchor or tag of its own. */
function isNothing(tree: YamlTree, node: NodeId): boolean {
  if (tree.kind(node) !== NodeKind.scalar) return false;
  if (tree.style(node) === NodeStyle.empty) return true;
  return tree.anchor(node) === undefined && tree.tag(node) === undefined && jsonValueOf(tree, node) === null;
}

/** Moves an entry with its comments to the end of the mapping at a path (from `from` down). */
export function moveEntry(
  tree: YamlTree,
  key: NodeId,
  from: NodeId,
  path: readonly string[],
): readonly DocumentEdit[] | undefined {
  if (tree.parent(key) === from && childNamed(tree, from, path[0] ?? '') === NO_NODE)
    return [nestInPlace(tree, key, path)];
  const added = addAtPath(tree, from, path, entryText(tree, key));
  if (!added) return undefined;
  const removed = removeEntry(tree, key);
  const isApart = added.start < removed.start || added.start >= removed.end;
  if (isApart) return [added, removed].sort((a, b) => a.start - b.start);
  // The target ends where the entry does: the entry makes room for itself
  const { start, end } = removed;
  if (removed.newText !== '') return [{ start, end, newText: removed.newText + added.newText }];
  const breakLength = lineBreak(tree.text).length;
  const behind = endsLine(tree.text, end) ? lineBreak(tree.text) : '';
  return [{ start, end, newText: added.newText.slice(breakLength) + behind }];
}

/** The entry stays where it is and gets the keys of the path around it. */
function nestInPlace(tree: YamlTree, key: NodeId, path: readonly string[]): DocumentEdit {
  const { text } = tree;
  const entry = nested(path, entryText(tree, key));
  const value = tree.next(key);
  const keyStart = ownStart(tree, key);
  if (isFlow(tree, tree.parent(key))) {
    // JSON's keys have quotes
    const quote = text[tree.start(key)] === '"' ? '"' : '';
    const inner = path.reduceRight(
      (rest, step) => `${quote}${step}${quote}: { ${rest} }`,
      text.slice(keyStart, tree.end(value)),
    );
    return { start: keyStart, end: tree.end(value), newText: inner };
  }
  const indent = columnOf(text, keyStart);
  const start = lineStartOf(text, keyStart);
  const isFirstOnLine = text.slice(start, keyStart).trim() === '';
  const end = endOfContent(text, tree.end(value));
  if (isFirstOnLine) return { start: withComments(text, start), end, newText: indented(entry, indent, text) };
  return { start: keyStart, end, newText: indented(entry, indent, text).slice(indent) };
}

/** The lines of an entry, its comments above included, moved to indentation 0. */
export function entryText(tree: YamlTree, key: NodeId): EntryText {
  const { text } = tree;
  const value = tree.next(key);
  const keyStart = ownStart(tree, key);
  if (isFlow(tree, tree.parent(key))) return [text.slice(keyStart, tree.end(value))];
  const start = lineStartOf(text, keyStart);
  const isFirstOnLine = text.slice(start, keyStart).trim() === '';
  const from = isFirstOnLine ? withComments(text, start) : keyStart;
  const column = columnOf(text, keyStart);
  const lines = text.slice(from, endOfContent(text, tree.end(value))).split(lineBreaks);
  return lines.map((line, index) => (index === 0 && !isFirstOnLine ? line : dedented(line, column)));
}

const lineBreaks = /\r\n|[\n\r\x85\u2028\u2029]/;

function isFlow(tree: YamlTree, node: NodeId): boolean {
  return tree.style(node) === NodeStyle.flow;
}

function childNamed(tree: YamlTree, mapping: NodeId, name: string): NodeId {
  if (tree.kind(mapping) !== NodeKind.mapping) return NO_NODE;
  for (let key = tree.firstChild(mapping); key !== NO_NODE; key = tree.nextSibling(tree.next(key))) {
    if (tree.scalarText(key) === name) return tree.next(key);
  }
  return NO_NODE;
}

function lastChild(tree: YamlTree, collection: NodeId): NodeId {
  let last = NO_NODE;
  for (let child = tree.firstChild(collection); child !== NO_NODE; child = tree.nextSibling(child)) last = child;
  return last;
}

function keyOfEntry(entry: EntryText): string {
  const line = entry.find((candidate) => !candidate.trimStart().startsWith('#')) ?? '';
  return line.slice(0, line.indexOf(':')).replace(/^["']|["']$/g, '');
}

function nested(path: readonly string[], entry: EntryText): EntryText {
  return path.reduceRight<EntryText>(
    (inner, step) => [`${step}:`, ...inner.map((line) => (line === '' ? '' : `  ${line}`))],
    entry,
  );
}

function emptied(tree: YamlTree, collection: NodeId, text: string): DocumentEdit {
  if (isFlow(tree, collection)) return replaceValue(tree, collection, text);
  // A block that is the value of a key begins on the next line, and `{}` stands behind the key
  const parent = tree.parent(collection);
  const isValue = parent !== NO_NODE && tree.kind(parent) === NodeKind.mapping;
  const start = isValue ? colonBehind(tree, collection) : tree.start(collection);
  const end = contentEnd(tree.text, tree.end(collection));
  if (!isValue) return { start, end, newText: text };
  // Anchor, tag and comment behind the key are its own
  const endOfKey = lineEndOf(tree.text, start);
  const behind = tree.text.slice(start, endOfKey);
  const hash = behind.search(/[ \t]#/);
  const properties = (hash < 0 ? behind : behind.slice(0, hash)).trimEnd();
  const comment = hash < 0 ? '' : behind.slice(hash);
  const above = tree.text.slice(endOfKey, withComments(tree.text, lineStartOf(tree.text, tree.start(collection))));
  const kept = above.includes('#') ? withoutBlankEnd(above) : '';
  return { start, end, newText: `${properties} ${text}${comment}${kept}` };
}

/** Behind the `:` of the key of a value. */
function colonBehind(tree: YamlTree, value: NodeId): number {
  return tree.text.indexOf(':', tree.end(keyOf(tree, value))) + 1;
}

function removeFromBlock(tree: YamlTree, key: NodeId, value: NodeId): DocumentEdit {
  const { text } = tree;
  const keyStart = ownStart(tree, key);
  const start = lineStartOf(text, keyStart);
  if (text.slice(start, keyStart).trim() !== '') {
    // The first entry of an item stands behind its dash: the next entry moves up to it
    const following = tree.next(value);
    const isLast = following >= tree.next(tree.parent(key));
    return { start: keyStart, end: isLast ? tree.end(value) : ownStart(tree, following), newText: '' };
  }
  return { start: withComments(text, start), end: afterLines(text, tree.end(value)), newText: '' };
}

function removeFromFlow(tree: YamlTree, first: NodeId, last: NodeId): DocumentEdit {
  const parent = tree.parent(first);
  const following = tree.next(last);
  const start = ownStart(tree, first);
  if (following < tree.next(parent)) return { start, end: ownStart(tree, following), newText: '' };
  const comma = tree.text.lastIndexOf(',', start - 1);
  return { start: comma, end: tree.end(last), newText: '' };
}

function addToFlow(tree: YamlTree, mapping: NodeId, entry: EntryText): DocumentEdit | undefined {
  if (entry.length !== 1) return undefined;
  const isJson = hasJsonKeys(tree, mapping);
  const colon = entry[0]!.indexOf(':');
  const shown =
    isJson && !entry[0]!.startsWith('"') ? `"${entry[0]!.slice(0, colon)}"${entry[0]!.slice(colon)}` : entry[0]!;
  const last = lastChild(tree, mapping);
  if (last === NO_NODE) return replaceValue(tree, mapping, `{ ${shown} }`);
  return { start: tree.end(last), end: tree.end(last), newText: `, ${shown}` };
}

/** Whether the first key of a mapping stands in the quotes of JSON. */
export function hasJsonKeys(tree: YamlTree, mapping: NodeId): boolean {
  const first = tree.firstChild(mapping);
  return first !== NO_NODE && tree.style(first) === NodeStyle.doubleQuoted;
}

/** The value is empty (`spec:`) or null: the entry becomes its first. */
function addToNothing(tree: YamlTree, node: NodeId, entry: EntryText): DocumentEdit | undefined {
  if (tree.kind(node) !== NodeKind.scalar || entry.length === 0) return undefined;
  const parent = tree.parent(node);
  if (parent === NO_NODE || tree.kind(parent) !== NodeKind.mapping || isFlow(tree, parent)) return undefined;
  if (missingColon(tree, node) !== undefined) return undefined;
  const { text } = tree;
  const colon = colonBehind(tree, node);
  const indent = columnOf(text, tree.start(parent)) + indentStep(tree);
  const end = tree.style(node) === NodeStyle.empty ? colon : tree.end(node);
  const rest = text.slice(end, lineEndOf(text, end));
  return { start: colon, end: end + rest.length, newText: rest + lineBreak(text) + indented(entry, indent, text) };
}

/** How far the document indents: by the first mapping in a mapping, else two blanks. */
export function indentStep(tree: YamlTree): number {
  for (let node = 1; node < tree.size; node++) {
    const parent = tree.parent(node);
    if (tree.kind(node) !== NodeKind.mapping || isFlow(tree, node) || tree.kind(parent) !== NodeKind.mapping) continue;
    const step = columnOf(tree.text, tree.start(node)) - columnOf(tree.text, tree.start(parent));
    if (step > 0 && step <= 8) return step;
  }
  return 2;
}

function indented(entry: EntryText, indent: number, text: string): string {
  const blanks = ' '.repeat(indent);
  return entry.map((line) => (line === '' ? '' : blanks + line)).join(lineBreak(text));
}

function dedented(line: string, column: number): string {
  let blanks = 0;
  while (blanks < column && line[blanks] === ' ') blanks++;
  return line.slice(blanks);
}

/** The lines up to the last one that is not blank, without the break behind it. */
function withoutBlankEnd(lines: string): string {
  return lines.slice(0, lineEndOf(lines, contentEnd(lines, lines.length)));
}
