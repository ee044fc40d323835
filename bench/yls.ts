import { createRequire } from 'node:module';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { schemaOfKind } from './schemaForYls.ts';

/** yaml-language-server's service with a schema of the same kinds, called as its own server calls it. */
export function yamlLanguageServer() {
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
  return {
    validate: (text: string): Promise<unknown> => service.doValidation(document(text), false),
    complete: (text: string, offset: number): Promise<unknown> => {
      const made = document(text);
      return service.doComplete(made, made.positionAt(offset), false);
    },
  };
}
