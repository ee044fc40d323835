import type { Json } from './json.ts';

/** One reason for which the API server refuses an object. */
export interface FieldProblem {
  /** As the server names it: `spec.replicas`. */
  readonly path: string;
  readonly kind:
    | 'Required value'
    | 'Invalid value'
    | 'Unsupported value'
    | 'Duplicate value'
    | 'Not found'
    | 'Forbidden';
  /** The value that is refused; absent where the kind speaks for itself. */
  readonly value?: Json;
  /** The end of the server's message, in its own words so that they can be searched for. */
  readonly detail?: string;
}

/** A value that is missing. */
export function required(path: string, detail?: string): FieldProblem {
  return { path, kind: 'Required value', ...(detail !== undefined && { detail }) };
}

/** A value that cannot be. */
export function invalid(path: string, value: Json, detail?: string): FieldProblem {
  return { path, kind: 'Invalid value', value, ...(detail !== undefined && { detail }) };
}

/** A value that is none of those that can be. */
export function unsupported(path: string, value: Json, values: readonly string[]): FieldProblem {
  const list = values.map((each) => JSON.stringify(each)).join(', ');
  return { path, kind: 'Unsupported value', value, detail: `supported values: ${list}` };
}

/** What is wrong with a DNS label; nothing when it is one. */
export function labelProblems(path: string, value: string): readonly FieldProblem[] {
  if (value.length > longestLabel) return [invalid(path, value, `must be no more than ${longestLabel} characters`)];
  if (isLabel(value)) return [];
  const isDotted = value.split('.').every(isLabel);
  return [invalid(path, value, isDotted ? 'must not contain dots' : 'must be a lowercase RFC 1123 label')];
}

/** The server's message for problems of the StatefulSet of this name. Values are printed as JSON. */
export function refusalText(name: string, problems: readonly FieldProblem[]): string {
  const texts = [...new Set(problems.map(problemText))];
  const list = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
  return `StatefulSet.apps ${JSON.stringify(name)} is invalid: ${list}`;
}

const longestLabel = 63;

function isLabel(value: string): boolean {
  return value.length <= longestLabel && /^[a-z0-9]$|^[a-z0-9][-a-z0-9]*[a-z0-9]$/.test(value);
}

function problemText({ path, kind, value, detail }: FieldProblem): string {
  const parts = [path, kind, value === undefined ? undefined : JSON.stringify(value), detail];
  return parts.filter((part) => part !== undefined).join(': ');
}
