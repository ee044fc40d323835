import { isRecord } from '../base/record.ts';
import { normalizeUri } from '../base/uri.ts';
import type { InitializationOptions } from '../protocol/initialization.ts';
import { type ClientCapabilities, type InitializeParams, type InsertTextMode, MarkupKind } from './languageServer.ts';
import type { PositionEncoding } from './positions.ts';

/** What the client can do, in the words of what the server asks. Absent capabilities are read as "cannot". */
export interface ClientFeatures {
  readonly encoding: PositionEncoding;
  /** Folders that are open, as URIs without a closing slash. */
  readonly folders: readonly string[];
  readonly options: InitializationOptions;

  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesInlayHints: boolean;
  readonly refreshesCodeLenses: boolean;
  readonly hasRelatedInformation: boolean;
  readonly hasDiagnosticTags: boolean;
  readonly hasCodeDescription: boolean;

  readonly hasMarkdownHover: boolean;
  readonly hasMarkdownDocumentation: boolean;
  readonly hasSnippets: boolean;
  readonly hasCompletionTags: boolean;
  /** Whether each row of the list has room for the offer's detail, not only the chosen one. */
  readonly hasCompletionLabelDetails: boolean;
  /** How inserted lines can be treated; empty where the client does not say. */
  readonly insertTextModes: readonly InsertTextMode[];

  readonly hasHierarchicalSymbols: boolean;
  readonly hasDocumentChanges: boolean;
  readonly hasPrepareRename: boolean;
  /** Whether the edits of a code action can be worked out when the action is chosen. */
  readonly resolvesEdits: boolean;
  readonly mostFolds: number;

  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly registersFormatting: boolean;
  readonly registersSymbols: boolean;
  readonly registersFolding: boolean;
  readonly registersSelection: boolean;
  readonly showsProgress: boolean;
}

/** Reads the parameters of `initialize`. */
export function readClientFeatures(params: InitializeParams): ClientFeatures {
  const { capabilities } = params;
  return {
    encoding: encodingOf(capabilities),
    folders: foldersOf(params),
    options: isRecord(params.initializationOptions) ? params.initializationOptions : {},
    ...diagnosticFeatures(capabilities),
    ...textFeatures(capabilities),
    ...navigationFeatures(capabilities),
    ...registrations(capabilities),
  };
}

/** The first encoding on the client's list that the server knows; UTF-16, which all know, without a list. */
function encodingOf({ general }: ClientCapabilities): PositionEncoding {
  const known = listOf(general?.positionEncodings).find((encoding) => encoding === 'utf-16' || encoding === 'utf-8');
  return known === 'utf-8' ? 'utf-8' : 'utf-16';
}

/** What a client says, where it is the list that the protocol has there. */
function listOf<T>(said: readonly T[] | undefined): readonly T[] {
  return Array.isArray(said) ? said : [];
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
  if (workspaceFolders) return distinctFolders(workspaceFolders.map(({ uri }) => withoutSlash(uri)));
  return rootUri ? [withoutSlash(rootUri)] : [];
}

/** Each folder once, as it is spelled first. */
export function distinctFolders(folders: readonly string[]): string[] {
  const known = new Map<string, string>();
  for (const folder of folders) if (!known.has(normalizeUri(folder))) known.set(normalizeUri(folder), folder);
  return [...known.values()];
}

/** A folder's URI as it is compared: without the slash at its end. */
export function withoutSlash(uri: string): string {
  return uri.endsWith('/') ? uri.slice(0, -1) : uri;
}

function diagnosticFeatures({ textDocument, workspace }: ClientCapabilities) {
  const { publishDiagnostics: push, diagnostic: pull } = textDocument ?? {};
  const details = pull ?? push;
  return {
    pullsDiagnostics: pull !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    // A client that pulls may still describe what it shows under `publishDiagnostics`.
    hasRelatedInformation: (details?.relatedInformation ?? push?.relatedInformation) === true,
    hasDiagnosticTags: (details?.tagSupport ?? push?.tagSupport) !== undefined,
    hasCodeDescription: (details?.codeDescriptionSupport ?? push?.codeDescriptionSupport) === true,
  };
}

function textFeatures({ textDocument }: ClientCapabilities) {
  const item = textDocument?.completion?.completionItem;
  return {
    hasMarkdownHover: listOf(textDocument?.hover?.contentFormat).includes(MarkupKind.Markdown),
    hasMarkdownDocumentation: listOf(item?.documentationFormat).includes(MarkupKind.Markdown),
    hasSnippets: item?.snippetSupport === true,
    hasCompletionTags: item?.tagSupport !== undefined,
    hasCompletionLabelDetails: item?.labelDetailsSupport === true,
    insertTextModes: listOf(item?.insertTextModeSupport?.valueSet),
  };
}

function navigationFeatures({ textDocument, workspace }: ClientCapabilities) {
  const actions = textDocument?.codeAction;
  return {
    hasHierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    hasDocumentChanges: workspace?.workspaceEdit?.documentChanges === true,
    resolvesEdits: actions?.dataSupport === true && listOf(actions.resolveSupport?.properties).includes('edit'),
    hasPrepareRename: textDocument?.rename?.prepareSupport === true,
    mostFolds: textDocument?.foldingRange?.rangeLimit ?? Number.POSITIVE_INFINITY,
  };
}

function registrations({ textDocument, workspace, window }: ClientCapabilities) {
  return {
    answersConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    registersFormatting:
      textDocument?.formatting?.dynamicRegistration === true &&
      textDocument.onTypeFormatting?.dynamicRegistration === true,
    registersSymbols: textDocument?.documentSymbol?.dynamicRegistration === true,
    registersFolding: textDocument?.foldingRange?.dynamicRegistration === true,
    registersSelection: textDocument?.selectionRange?.dynamicRegistration === true,
    showsProgress: window?.workDoneProgress === true,
  };
}
