import { fc } from './fastCheck.ts';

/** A value with the way in which it is written. */
export type Written =
  | { readonly kind: 'scalar'; readonly value: string; readonly style: ScalarStyle }
  | { readonly kind: 'empty' }
  | { readonly kind: 'sequence'; readonly items: readonly Written[]; readonly layout: Layout }
  | { readonly kind: 'mapping'; readonly entries: readonly (readonly [string, Written])[]; readonly layout: Layout };

type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'multiPlain' | 'multiDouble';

interface Layout {
  readonly isFlow: boolean;
  readonly indent: number;
  /** A list at the indentation of its key. */
  readonly isIndentless: boolean;
  readonly comment: string;
  readonly hasAnchor: boolean;
}

const words = fc.constantFrom(
  'web',
  'data',
  'nginx:1.27',
  'a b',
  'x#y',
  '8080',
  'true',
  '-a',
  'http://web/x?y=1',
  'é😀',
  'n',
  '~',
);
const keys = fc.constantFrom(
  'name',
  'image',
  'app.kubernetes.io/name',
  'ports',
  'x',
  'spec',
  'size',
  'on',
  '10',
  'a b',
);
const styles = fc.constantFrom<ScalarStyle>(
  'plain',
  'single',
  'double',
  'literal',
  'folded',
  'multiPlain',
  'multiDouble',
);
const layouts: fc.Arbitrary<Layout> = fc.record({
  isFlow: fc.integer({ min: 0, max: 3 }).map((dice) => dice === 0),
  indent: fc.integer({ min: 1, max: 4 }),
  isIndentless: fc.boolean(),
  comment: fc.constantFrom('', '', ' # note: [x', '\n# note'),
  hasAnchor: fc.integer({ min: 0, max: 7 }).map((dice) => dice === 0),
});

/** Values of all kinds in all the styles that YAML 1.1 and 1.2 agree on. */
export const writtenValues: fc.Arbitrary<Written> = fc.letrec<{ node: Written; mapping: Written }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.record({ kind: fc.constant('scalar' as const), value: words, style: styles }),
    fc.constant({ kind: 'empty' as const }),
    fc.record({
      kind: fc.constant('sequence' as const),
      items: fc.array(tie('node'), { minLength: 1, maxLength: 4 }),
      layout: layouts,
    }),
    tie('mapping'),
  ),
  mapping: fc.record({
    kind: fc.constant('mapping' as const),
    entries: fc.uniqueArray(fc.tuple(keys, tie('node')), { minLength: 1, maxLength: 4, selector: ([key]) => key }),
    layout: layouts,
  }),
})).mapping;

/** The text of a value, as a document with the given line ends. */
export function writeYaml(value: Written, lineEnd: string): string {
  return new Writer().document(value).replaceAll('\n', lineEnd);
}

class Writer {
  #anchors = 0;

  document(value: Written): string {
    return `${this.#block(value, 0).replace(/^\n/, '')}\n`;
  }

  /** A value behind a key or dash, beginning with a space or a line end; `indent` is for its own lines. */
  #block(value: Written, indent: number): string {
    if (value.kind === 'empty') return '';
    if (value.kind === 'scalar') return ` ${scalar(value.value, value.style, indent)}`;
    const { layout } = value;
    if (layout.isFlow) return ` ${this.#anchor(layout)}${this.#flow(value)}${layout.comment.replace('\n', ' ')}`;
    const anchor = this.#anchor(layout).trimEnd();
    const head = `${anchor === '' ? '' : ` ${anchor}`}${layout.comment}\n`;
    const pad = ' '.repeat(indent);
    if (value.kind === 'sequence') {
      return head + value.items.map((item) => `${pad}-${this.#block(item, indent + 1 + layout.indent)}`).join('\n');
    }
    return head + value.entries.map(([key, inner]) => `${pad}${key}:${this.#child(inner, indent, layout)}`).join('\n');
  }

  #child(value: Written, indent: number, layout: Layout): string {
    const isIndentless = value.kind === 'sequence' && !value.layout.isFlow && value.layout.isIndentless;
    return this.#block(value, isIndentless ? indent : indent + layout.indent);
  }

  #flow(value: Written): string {
    if (value.kind === 'empty') return '';
    if (value.kind === 'scalar')
      return /[,[\]{}#?:]/.test(value.value) || value.style !== 'plain' ? `"${value.value}"` : value.value;
    if (value.kind === 'sequence') return `[ ${value.items.map((item) => this.#flow(item) || 'e').join(', ')} ]`;
    return `{${value.entries.map(([key, inner]) => `${key}: ${this.#flow(inner)}`).join(', ')}}`;
  }

  #anchor(layout: Layout): string {
    return layout.hasAnchor ? `&a${this.#anchors++} ` : '';
  }
}

function scalar(value: string, style: ScalarStyle, indent: number): string {
  const pad = ' '.repeat(Math.max(indent, 1));
  switch (style) {
    case 'single':
      return `'${value}'''`;
    case 'double':
      return `"${value}\\n\\u0041"`;
    case 'literal':
      return `|-\n${pad}${value}\n\n${pad}  ${value}`;
    case 'folded':
      return `>\n${pad}${value}\n${pad}${value}\n\n${pad}${value}`;
    case 'multiPlain':
      return `w ${value}\n${pad}  ${value}\n\n${pad}${value}`;
    case 'multiDouble':
      return `"${value}  \n${pad} ${value}\\\n${pad}${value}"`;
    default:
      return value;
  }
}
