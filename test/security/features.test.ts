import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasEditorPackage } from '../../scripts/editorPackage.ts';
import { LspClient } from '../support/lspClient.ts';
import { dangersIn } from '../support/markdown.ts';
import { MemoryFiles } from '../support/memoryFiles.ts';
import { loadMarkdownParser, parseMarkdown } from '../support/parsedMarkdown.ts';
import { patienceMs } from '../support/patience.ts';
import { kustomizationWith, manifestWith, othersWith, templateWith } from './hostileManifest.ts';
import { hostileTexts, placeholders, shown } from './hostileTexts.ts';

// All that an editor shows of a workspace full of such names: each request at many places of each kind of file, and every
// text of every answer judged by what VS Code does with it.

const previewCommand = 'statefulset.preview';
const root = 'file:///work';
/** Our own pages, Kubernetes', and the one command that our Markdown may run. */
const allowed =
  /^(?:https:\/\/(?:kubernetes\.io|github\.com\/(?:statefulset-language-server|kubernetes)\b)|command:statefulset\.preview\?)/;
const commands = [previewCommand, 'editor.action.triggerSuggest'];
const initializationOptions = {
  previewCommand,
  suggestCommand: 'editor.action.triggerSuggest',
  hasCommandLinks: true,
};

/** All that was answered as Markdown. */
const markdowns = new Set<string>();

for (const text of [...hostileTexts, placeholders]) {
  test(`no answer does more than show ${JSON.stringify(text)}`, { timeout: patienceMs }, async () => {
    const folder = `${root}/${encodeURIComponent(text)}`;
    const name = (end: string) => `${folder}/${encodeURIComponent(text)}${end}`;
    const closed = { [name('-closed.yaml')]: manifestWith(text), [name('-kinds.yaml')]: othersWith(text) };
    const opened = {
      [name('.yaml')]: manifestWith(text),
      [name('-others.yaml')]: othersWith(text),
      [`${folder}/templates/set.yaml`]: templateWith(text),
      [`${folder}/kustomization.yaml`]: kustomizationWith(text),
      [`${folder}/.statefulset.yaml`]: JSON.stringify({ [text]: 1, platform: text, rules: { [text]: text } }),
    };
    const files = new MemoryFiles({ ...closed, ...opened });
    const client = await LspClient.inProcess({ folders: [folder], runtime: { files }, initializationOptions }).start();
    await client.indexed();
    const judge = new Judge();
    for (const [uri, content] of Object.entries(opened)) {
      await client.open(uri, content);
      for await (const [method, answer] of answersAbout(client, uri, content)) judge.hear(method, answer);
    }
    judge.hear(
      'notifications',
      client.received.filter(({ method }) => !/Message$/.test(method)).map(({ params }) => params),
    );
    for (const markdown of judge.markdowns) markdowns.add(markdown);
    assert.deepEqual([...judge.complaints], []);
    if (text !== placeholders) assert.deepEqual(judge.unheard, [], 'every method said something that was judged');
    await client.stop();
  });
}

test('the parser that VS Code shows Markdown with finds in it no picture, no markup and no link but to pages', {
  skip: hasEditorPackage() ? false : "VS Code's parser is not installed; npm test installs it",
}, async (context) => {
  const parser = await loadMarkdownParser();
  for (const text of hostileTexts.filter((each) => /evil|command|<img|heading/.test(each))) {
    const found = [text, `\`${text}\``, `\`a${text}\``].flatMap(
      (each) => parseMarkdown(parser, `The Pods of ${each} are`, allowed).dangers,
    );
    assert.notDeepEqual(found, [], text);
  }
  let links = 0;
  for (const markdown of markdowns) {
    const found = parseMarkdown(parser, markdown, allowed);
    links += found.links.length;
    assert.deepEqual(found.dangers, [], markdown);
  }
  context.diagnostic(`${markdowns.size} Markdown texts with ${links} links`);
  assert.ok(markdowns.size > 500 && links > 300);
});

test('the judge hears what would do more', () => {
  const bad: readonly unknown[] = [
    { contents: { kind: 'markdown', value: '![x](https://evil.example)' } },
    { title: 'a\nb' },
    { label: 'a\u202Eb' },
    { target: 'https://evil.example' },
    { command: 'workbench.action.terminal.new' },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a snippet
    { insertTextFormat: 2, insertText: '${CLIPBOARD}$0' },
    { insertTextFormat: 2, textEdit: { newText: '$TM_FILENAME' } },
    { uri: 'file:///etc/passwd' },
  ];
  for (const answer of bad) {
    const judge = new Judge();
    judge.hear('x', [answer]);
    assert.notEqual(judge.complaints.size, 0, JSON.stringify(answer));
  }
  const judge = new Judge();
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a snippet
  judge.hear('x', { insertTextFormat: 2, insertText: 'a: ${1:b} \\${C} $0', title: 'a', uri: `${root}/x.yaml` });
  assert.deepEqual([...judge.complaints], []);
});

/** So many characters lie between two places that are asked about. */
const stride = 47;

async function* answersAbout(client: LspClient, uri: string, content: string): AsyncGenerator<[string, unknown]> {
  const textDocument = { uri };
  const ends = content.split('\n');
  const range = { start: { line: 0, character: 0 }, end: { line: ends.length, character: 0 } };
  const ask = async (method: string, params: object = {}): Promise<[string, unknown]> => [
    method,
    await client.request(method, { textDocument, ...params }),
  ];
  for (const method of ['documentSymbol', 'codeLens', 'foldingRange']) yield await ask(`textDocument/${method}`);
  yield await ask('textDocument/inlayHint', { range });
  yield await ask('workspace/symbol', { query: '' });
  yield await ask('textDocument/codeAction', { range, context: { diagnostics: [] } });
  for (let offset = 0; offset < content.length; offset += stride) {
    const before = content.slice(0, offset).split('\n');
    const position = { line: before.length - 1, character: before.at(-1)!.length };
    const context = { includeDeclaration: true, triggerKind: 1 };
    for (const method of ['hover', 'definition', 'references', 'documentHighlight'])
      yield await ask(`textDocument/${method}`, { position, context });
    const [method, found] = await ask('textDocument/completion', { position, context });
    const items = Array.isArray(found) ? found : ((found as { items?: unknown[] } | null)?.items ?? []);
    yield [method, items];
    for (const item of items.slice(0, 4))
      yield ['completionItem/resolve', await client.request('completionItem/resolve', item)];
    const at = { start: position, end: position };
    yield await ask('textDocument/codeAction', { range: at, context: { diagnostics: [] } });
  }
}

/** Hears answers, and notes what in them a viewer would follow, run, load or be deceived by. */
class Judge {
  readonly complaints = new Set<string>();
  readonly markdowns = new Set<string>();
  readonly #silent = new Set([
    'hover',
    'completion',
    'codeAction',
    'documentSymbol',
    'codeLens',
    'inlayHint',
    'definition',
    'references',
    'symbol',
    'resolve',
  ]);

  get unheard(): readonly string[] {
    return [...this.#silent];
  }

  hear(method: string, answer: unknown): void {
    if (JSON.stringify(answer ?? []).length > 10) this.#silent.delete(method.split('/').at(-1)!);
    this.#look(answer, (what, value) =>
      this.complaints.add(`${method}: ${what}: ${JSON.stringify(value).slice(0, 300)}`),
    );
  }

  #look(value: unknown, complain: (what: string, value: unknown) => void): void {
    if (Array.isArray(value)) for (const item of value) this.#look(item, complain);
    else if (typeof value === 'object' && value !== null) this.#lookAt(value as Record<string, unknown>, complain);
  }

  #lookAt(fields: Record<string, unknown>, complain: (what: string, value: unknown) => void): void {
    if (fields.kind === 'markdown') {
      for (const danger of dangersIn(String(fields.value), allowed)) complain(danger, fields.value);
      this.markdowns.add(String(fields.value));
    }
    for (const [name, value] of Object.entries(fields)) {
      if (typeof value !== 'string') this.#look(value, complain);
      else if (shownFields.has(name) && value !== '' && !shown.test(value)) complain(name, value);
      else if (name === 'tooltip' && !shown.test(value.slice(0, 400))) complain(name, value);
      else if (/^(?:uri|target|targetUri|href)$/.test(name) && !value.startsWith(root) && !allowed.test(value))
        complain(name, value);
      else if (name === 'command' && !commands.includes(value)) complain(name, value);
    }
    const { insertText, textEdit } = fields;
    const snippet = insertText ?? (textEdit as { newText?: unknown } | undefined)?.newText;
    if (fields.insertTextFormat === 2 && hasVariable(String(snippet))) complain('a variable', snippet);
  }
}

/** What an editor shows as one line of plain text. */
const shownFields = new Set(['title', 'label', 'detail', 'description', 'name', 'containerName', 'message']);

/** Whether a snippet has more than places to fill in: `$CLIPBOARD` writes what somebody copied into the file. */
function hasVariable(snippet: string): boolean {
  return /\$(?:[A-Za-z_]|\{[A-Za-z_])/.test(snippet.replaceAll(/\\[\\$}|,]/g, ''));
}
