import { createRequire } from 'node:module';
import { type Position, TextDocument } from 'vscode-languageserver-textdocument';
import { schemaOfKind } from './jsonSchemas.ts';
import { measureAsync, type Timing } from './measure.ts';
import { type Action, hoverDistance, offsetOf, type Sample, typist } from './samples.ts';

/** yaml-language-server's service with a schema of the same kinds, called as its own server calls it. */
function yamlLanguageServer() {
  const { getLanguageService } = createRequire(import.meta.url)('yaml-language-server') as {
    // biome-ignore lint/suspicious/noExplicitAny: its options are many and none of our business
    getLanguageService: (options: any) => any;
  };
  const service = getLanguageService({
    schemaRequestService: async () => JSON.stringify(schemaOfKind('apps.v1.StatefulSet')),
    workspaceContext: { resolveRelativePath: (path: string) => path },
  });
  service.configure({
    validate: true,
    completion: true,
    hover: true,
    isKubernetes: false,
    schemas: [{ uri: 'file:///schema.json', fileMatch: ['*.yaml'], schema: schemaOfKind('apps.v1.StatefulSet') }],
  });
  let version = 0;
  const document = (text: string) => TextDocument.create('file:///bench.yaml', 'yaml', ++version, text);
  const at =
    (ask: (document: TextDocument, position: Position) => Promise<unknown>) => (text: string, offset: number) => {
      const made = document(text);
      return ask(made, made.positionAt(offset));
    };
  return {
    diagnostics: (text: string): Promise<unknown> => service.doValidation(document(text), false),
    completion: at((made, position) => service.doComplete(made, position, false)),
    hover: at((made, position) => service.doHover(made, position)),
    symbols: async (text: string): Promise<unknown> => service.findDocumentSymbols2(document(text), {}),
  };
}

/** From key to answer of yaml-language-server's service; undefined for what it does not do, and where it takes minutes. */
export async function measureYls(sample: Sample, action: Action): Promise<Timing | undefined> {
  if (sample.text.length > longest || action.question === 'inlay hints') return undefined;
  const yls = yamlLanguageServer();
  let { text } = sample;
  const typing = typist(sample, action, ({ start, end, newText }) => {
    text = text.slice(0, start) + newText + text.slice(end);
  });
  const ask = {
    diagnostics: () => yls.diagnostics(text),
    completion: (cursor: number) => yls.completion(text, cursor),
    hover: () => yls.hover(text, offsetOf(sample, action) - hoverDistance),
    symbols: () => yls.symbols(text),
  }[action.question];
  return measureAsync(() => ask(typing.key()), { runs: 30 });
}

/** Longer files (characters) take it seconds for each key. */
const longest = 200_000;
