import { apiDescription, fieldWords } from '../../features/texts.ts';
import { type FieldInfo, kinds, type TypeInfo, typeOf, type ValueInfo } from '../../schema/lookup.ts';

/** The kinds that a path may begin with, in lower case. */
export function fieldRoots(): readonly string[] {
  return kinds().map(({ kind }) => kind.toLowerCase());
}

/** What a field path means, as Markdown; undefined when no kind has such a field. */
export function explainField(path: string): string | undefined {
  const steps = path
    .replace(/\[[^[\]]*\]/g, '')
    .split('.')
    .filter((step) => step !== '');
  const kind = kinds().find((candidate) => candidate.kind.toLowerCase() === steps[0]?.toLowerCase());
  const root = kind ?? kinds().find((candidate) => candidate.kind === 'StatefulSet');
  const own = kind ? steps.slice(1) : steps;
  if (!root) return undefined;
  if (own.length === 0) return typePage(root.kind, root.type);
  const found = walk(root.type, own);
  return found && fieldPage(`${root.kind}: ${own.join('.')}`, found);
}

interface FoundField {
  readonly owner: TypeInfo;
  readonly field: FieldInfo;
}

/** The field at the end of a path that leaves out the steps into lists. */
function walk(root: TypeInfo, steps: readonly string[]): FoundField | undefined {
  let owner: TypeInfo | undefined = root;
  let found: FoundField | undefined;
  for (const step of steps) {
    const field: FieldInfo | undefined = owner?.fields.get(step);
    if (!owner || !field) return undefined;
    found = { owner, field };
    owner = elementType(field);
  }
  return found;
}

function elementType(value: ValueInfo): TypeInfo | undefined {
  return typeOf(value.items ?? value.values ?? value);
}

function fieldPage(title: string, { owner, field }: FoundField): string {
  const words = fieldWords(owner.name, field.name);
  const lines = [`# ${title}`, '', words?.short ?? apiDescription(owner.name, field.name) ?? ''];
  if (words?.more) lines.push('', words.more);
  const values = Object.entries(words?.values ?? {}).map(([value, meaning]) => `- \`${value}\`: ${meaning}`);
  if (values.length > 0) lines.push('', 'Values:', '', ...values);
  if (words?.default) lines.push('', `Default: ${words.default}`);
  if (field.since) lines.push('', `Since Kubernetes ${field.since}`);
  if (words?.topic) lines.push('', `More: statefulset explain ${words.topic}`);
  const inner = elementType(field);
  if (inner && inner.fields.size > 0) lines.push('', 'Fields:', '', ...fieldList(inner));
  const api = words && apiDescription(owner.name, field.name);
  if (api) lines.push('', `Kubernetes says: ${api}`);
  return lines.join('\n');
}

function typePage(kind: string, type: TypeInfo): string {
  return [`# ${kind}`, '', apiDescription(type.name, '') ?? '', '', 'Fields:', '', ...fieldList(type)].join('\n');
}

function fieldList(type: TypeInfo): string[] {
  return [...type.fields.keys()].map((name) => {
    const words = fieldWords(type.name, name)?.short ?? apiDescription(type.name, name)?.split('. ')[0] ?? '';
    return `- \`${name}\`: ${words}`;
  });
}
