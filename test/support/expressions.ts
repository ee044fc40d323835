import type { CallExpression, NewExpression, Node } from 'typescript/unstable/ast';
import {
  isCallExpression,
  isIdentifier,
  isNewExpression,
  isNoSubstitutionTemplateLiteral,
  isPropertyAccessExpression,
  isRegularExpressionLiteral,
  isStringLiteral,
} from 'typescript/unstable/ast/is';
import { createVirtualFileSystem } from 'typescript/unstable/fs';
import { API } from 'typescript/unstable/sync';

/** A regular expression of some file. */
export interface Expression {
  /** The file and the line, as `server/src/x.ts:12`. */
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

/** What was found in scripts: the expressions that can be read there, and places that make one out of what is not written. */
export interface FoundExpressions {
  readonly expressions: readonly Expression[];
  readonly unreadable: readonly string[];
}

/** The regular expressions of JavaScript and TypeScript texts, by file name, found by TypeScript's own parser. */
export function expressionsOfScripts(scripts: ReadonlyMap<string, string>): FoundExpressions {
  const project = '/tsconfig.json';
  const compilerOptions = { allowJs: true, noLib: true, noResolve: true, types: [], target: 'esnext' };
  const files = [...scripts.keys()].map((name) => `/${name}`);
  const fs = createVirtualFileSystem({
    ...Object.fromEntries([...scripts].map(([name, text]) => [`/${name}`, text])),
    [project]: JSON.stringify({ compilerOptions, files }),
  });
  const api = new API({ cwd: '/', fs });
  try {
    const program = api.updateSnapshot({ openProject: project }).getProject(project)?.program;
    const found: Found = { expressions: [], unreadable: [] };
    for (const [name, text] of scripts) {
      const file = program?.getSourceFile(`/${name}`);
      if (!file) throw new Error(`${name} could not be parsed`);
      visit(file, { name, text, found });
    }
    return found;
  } finally {
    api.close();
  }
}

interface Found {
  readonly expressions: Expression[];
  readonly unreadable: string[];
}

interface Visit {
  readonly name: string;
  readonly text: string;
  readonly found: Found;
}

function visit(node: Node, { name, text, found }: Visit): void {
  const place = () => `${name}:${text.slice(0, node.getStart()).split('\n').length}`;
  if (isRegularExpressionLiteral(node)) found.expressions.push({ place: place(), ...parts(node.text) });
  else if (isConstruction(node)) {
    const [source, flags] = (node.arguments ?? []).map(literal);
    if (source === undefined) found.unreadable.push(place());
    else found.expressions.push({ place: place(), source, flags: flags ?? '' });
  }
  node.forEachChild((child) => visit(child, { name, text, found }));
}

/** `RegExp(…)`, `new RegExp(…)`, also as a property of the global object. */
function isConstruction(node: Node): node is CallExpression | NewExpression {
  if (!isCallExpression(node) && !isNewExpression(node)) return false;
  const { expression } = node;
  const called = isPropertyAccessExpression(expression) ? expression.name : expression;
  return isIdentifier(called) && called.text === 'RegExp';
}

/** The text of an argument that is written as a text or as an expression of its own. */
function literal(node: Node): string | undefined {
  if (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) return node.text;
  return isRegularExpressionLiteral(node) ? parts(node.text).source : undefined;
}

/** `/a/g` in two. */
function parts(text: string): { source: string; flags: string } {
  const end = text.lastIndexOf('/');
  return { source: text.slice(1, end), flags: text.slice(end + 1) };
}
