import { quoted, visibleLine } from '../../base/visible.ts';
import { resolvePlain } from '../../yaml/resolve.ts';
import type { Spot } from './cursor/places.ts';

/** How a scalar must be written where it is inserted. */
export interface ScalarStyle {
  /** The quote that the user has begun with. */
  readonly quote: Spot['quote'];
  readonly isFlow: boolean;
  readonly isJson: boolean;
  /** Whether Kubernetes wants a string there, so that `1` and `true` must be quoted. */
  readonly isString: boolean;
}

/** The text that stands for a value in that style. */
export function scalarText(value: string, style: ScalarStyle): string {
  if (style.isJson) return style.isString || !isJsonLiteral(value) ? quoted(value) : value;
  if (!style.isString && !isString(value)) return value;
  if (style.quote === "'") return `'${value.replaceAll("'", "''")}'`;
  if (style.quote === '"') return quoted(value);
  return canBePlain(value, style.isFlow) && (!style.isString || isString(value)) ? value : quoted(value);
}

/** A string as a key or value in block style; also right in flow style. */
export function plainOrQuoted(text: string): string {
  return canBePlain(text, true) && isString(text) ? text : quoted(text);
}

/** A text as it must stand in an LSP snippet. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

function isString(text: string): boolean {
  return resolvePlain(text).type === 'string';
}

function isJsonLiteral(text: string): boolean {
  return text === 'true' || text === 'false' || text === 'null' || /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text);
}

/** Whether YAML reads the text as one plain scalar. */
function canBePlain(text: string, isFlow: boolean): boolean {
  if (text === '' || text !== text.trim()) return false;
  const first = text[0]!;
  if (INDICATORS.includes(first)) return false;
  if ('-?:'.includes(first) && (text.length === 1 || text[1] === ' ')) return false;
  if (text.includes(': ') || text.includes(' #') || text.endsWith(':')) return false;
  if (text.includes('\t') || visibleLine(text) !== text) return false;
  return !isFlow || !/[,[\]{}]/.test(text);
}

const INDICATORS = ',[]{}#&*!|>\'"%@`';
