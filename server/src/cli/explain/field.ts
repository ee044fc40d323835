import { nearest } from '../../base/nearest.ts';
import { apiDescription, fieldWords } from '../../features/texts.ts';
import { type FieldInfo, kinds, type TypeInfo, typeOf, type ValueInfo } from '../../schema/lookup.ts';

/** The kinds that a path may begin with, in lower case. */
export function fieldRoots(): readonly string[] {
  return kinds().map(({ kind }) => kind.toLowerCase());
}

/** What a field path means, as Markdown; undefined when no kind has such a field. */
export function explainField(path: string): string | undefined {
  const steps = stepsOf(path);
  const kind = kindOf(steps[0] ?? '');
  const root = kind ?? kinds().find((candidate) => candidate.kind === 'StatefulSet');
  const own = kind ? steps.slice(1) : steps;
  if (!root) return undefined;
  if (own.length === 0) return typePage(root.kind, root.type);
  const found = walk(root.type, own);
  return found && fieldPage(`${root.kind}: ${found.path.join('.')}`, found);
}

/** The field path that was probably meant, as it is to be typed; undefined when nothing is near. */
export function nearestField(path: string): string | undefined {
  const steps = stepsOf(path);
  const kind = kindOf(steps[0] ?? '');
  const right: string[] = kind ? [kind.kind.toLowerCase()] : [];
  let owner = (kind ?? kindOf('statefulset'))?.type;
  for (const step of kind ? steps.slice(1) : steps) {
    const names = [...(owner?.fields.keys() ?? [])];
    const name = names.find((each) => each.toLowerCase() === step.toLowerCase()) ?? nearest(step, names);
    const field = name === undefined ? undefined : owner?.fields.get(name);
    if (name === undefined || !field) return undefined;
    right.push(name);
    owner = elementType(field);
  }
  return right.length > 0 ? right.join('.') : undefined;
}

/** The path to a field of that name, in any case: in a StatefulSet if it is there, else in the first kind that has it. */
export function fieldNamed(name: string): string | undefined {
  return pathsByFieldName().get(name.toLowerCase());
}

/** The path to a field whose name is nearly that one; undefined where there is none. */
export function nearFieldName(name: string): string | undefined {
  const near = nearest(name.toLowerCase(), pathsByFieldName().keys());
  return near === undefined ? undefined : fieldNamed(near);
}

let pathsByName: ReadonlyMap<string, string> | undefined;

function pathsByFieldName(): ReadonlyMap<string, string> {
  pathsByName ??= shortestPaths();
  return pathsByName;
}

/** The shortest path to each field name, in lower case, of all kinds. */
function shortestPaths(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const set = kindOf('statefulset');
  for (const root of set ? [set, ...kinds()] : kinds()) {
    const first = root === set ? '' : `${root.kind.toLowerCase()}.`;
    const visited = new Set<TypeInfo>();
    let level: [string, TypeInfo][] = [[first, root.type]];
    while (level.length > 0) {
      const next: [string, TypeInfo][] = [];
      for (const [prefix, type] of level) {
        if (visited.has(type)) continue;
        visited.add(type);
        for (const field of type.fields.values()) {
          const key = field.name.toLowerCase();
          if (!found.has(key)) found.set(key, prefix + field.name);
          const inner = elementType(field);
          if (inner) next.push([`${prefix}${field.name}.`, inner]);
        }
      }
      level = next;
    }
  }
  return found;
}

/** What `kubectl` calls kinds for short. */
const shortNames: Readonly<Record<string, string>> = {
  sts: 'statefulset',
  po: 'pod',
  svc: 'service',
  pvc: 'persistentvolumeclaim',
  pv: 'persistentvolume',
  sc: 'storageclass',
  pdb: 'poddisruptionbudget',
  hpa: 'horizontalpodautoscaler',
};

/** A kind by its name in any case, in the plural, or as `kubectl` shortens it. */
function kindOf(word: string) {
  const lower = word.toLowerCase();
  const name = Object.hasOwn(shortNames, lower) ? shortNames[lower] : lower;
  return kinds().find(({ kind }) => {
    const own = kind.toLowerCase();
    return own === name || `${own}s` === name || `${own}es` === name;
  });
}

function stepsOf(path: string): string[] {
  return path
    .replace(/\[[^[\]]*\]/g, '')
    .split('.')
    .filter((step) => step !== '');
}

interface FoundField {
  /** The names on the way, spelled as in the API. */
  readonly path: readonly string[];
  readonly owner: TypeInfo;
  readonly field: FieldInfo;
}

/** The field at the end of a path that leaves out the steps into lists. */
function walk(root: TypeInfo, steps: readonly string[]): FoundField | undefined {
  let owner: TypeInfo | undefined = root;
  let found: FoundField | undefined;
  const path: string[] = [];
  for (const step of steps) {
    const field: FieldInfo | undefined = owner && fieldOf(owner, step);
    if (!owner || !field) return undefined;
    path.push(field.name);
    found = { path, owner, field };
    owner = elementType(field);
  }
  return found;
}

/** A field by its name, in any case. */
function fieldOf(owner: TypeInfo, name: string): FieldInfo | undefined {
  const exact = owner.fields.get(name);
  if (exact) return exact;
  const lower = name.toLowerCase();
  return [...owner.fields.values()].find((field) => field.name.toLowerCase() === lower);
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
  const topic = words?.topic ?? words?.see;
  if (topic) lines.push('', `More: statefulset explain ${topic}`);
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
