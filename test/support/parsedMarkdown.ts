import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../scripts/run.ts';

interface Token {
  readonly type: string;
  readonly raw: string;
  readonly href?: string;
  readonly tokens?: readonly Token[];
  readonly items?: readonly Token[];
  readonly header?: readonly Token[];
  readonly rows?: readonly (readonly Token[])[];
}

/** The parser that VS Code shows Markdown with. Comes with what the tests in editors install (`hasEditorPackage`). */
export interface MarkdownParser {
  lexer(markdown: string, options: { readonly gfm: boolean }): readonly Token[];
}

export async function loadMarkdownParser(): Promise<MarkdownParser> {
  const script = join(root, 'test/editor/node_modules/marked/lib/marked.esm.js');
  return (await import(pathToFileURL(script).href)) as MarkdownParser;
}

/** What a parser found in a Markdown text. */
export interface ParsedMarkdown {
  /** What does more than show words, emphasis, code, lists and links to `allowed` addresses. */
  readonly dangers: readonly string[];
  /** Addresses of links. */
  readonly links: readonly string[];
}

export function parseMarkdown(parser: MarkdownParser, markdown: string, allowed: RegExp): ParsedMarkdown {
  const dangers: string[] = [];
  const links: string[] = [];
  const visit = (tokens: readonly Token[] = []): void => {
    for (const token of tokens) {
      const { type, raw, href = '' } = token;
      if (type === 'link') links.push(href);
      if (type === 'link' ? !allowed.test(href) : !harmless.has(type)) dangers.push(`${type}: ${raw}`);
      visit(token.tokens);
      visit(token.items);
      visit(token.header);
      for (const row of token.rows ?? []) visit(row);
    }
  };
  visit(parser.lexer(markdown, { gfm: true }));
  return { dangers, links };
}

/** A cell of a table has no type of its own. */
const harmless: ReadonlySet<string | undefined> = new Set([
  ...['paragraph', 'text', 'space', 'strong', 'em', 'codespan', 'code', 'list', 'list_item', 'escape', 'br', 'hr'],
  ...['table', undefined],
]);
