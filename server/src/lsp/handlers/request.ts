import type { OpenFile, Snapshot } from '../../analysis/snapshot.ts';
import { whileWanted } from '../dispatch.ts';
import { type CancellationToken, ErrorCodes, ResponseError } from '../languageServer.ts';
import { type ParamName, requireParams } from '../params.ts';
import type { Positions } from '../positions.ts';
import type { Session } from '../session.ts';
import { Slicer } from '../slicer.ts';

/** An open document that a request is about. */
export interface Target {
  readonly file: OpenFile;
  readonly snapshot: Snapshot;
  readonly positions: Positions;
}

/** The document that a request names; an error in the protocol's words where the client never opened it. */
export function targetOf({ host, texts, documents }: Session, document: { readonly uri: string }): Target {
  const current = host.snapshot();
  const uri = documents.spelling(document.uri);
  const file = current.file(uri);
  if (!file) throw new ResponseError(ErrorCodes.InvalidParams, `Document ${uri} is not open`);
  return { file, snapshot: current.of(uri), positions: texts.in(file.text) };
}

type Find = (
  session: Session,
  document: { readonly uri: string },
  token: CancellationToken,
) => Target | Promise<Target>;

/** The same as soon as its text has been read: at once, but for long texts that were just opened. */
const readTargetOf: Find = (session, document, token) => {
  const read = session.documents.whenRead(document.uri);
  return read ? whileWanted(read, token).then(() => targetOf(session, document)) : targetOf(session, document);
};

/** The same as soon as its problems are known: at once, or in turns with what else comes in. */
export const checkedTargetOf: Find = (session, document, token) => {
  const read = session.documents.whenRead(document.uri);
  if (read) return whileWanted(read, token).then(() => checkedTargetOf(session, document, token));
  const target = () => targetOf(session, document);
  target();
  const turns = { slicer: new Slicer(session.runtime), token };
  const uri = session.documents.spelling(document.uri);
  const checked = session.checker.inTurns((snapshot) => snapshot.file(uri), turns);
  return checked instanceof Promise ? checked.then(target) : target();
};

/** Answers a request about an open document with what `work` makes of it, or with null where that fails. */
export function answer<P extends { readonly textDocument: { readonly uri: string } }, R>(
  session: Session,
  name: string,
  work: (target: Target, params: P, token: CancellationToken) => R | Promise<R>,
): (params: P, token: CancellationToken) => R | null | Promise<R | null> {
  return (params, token) =>
    session.dispatcher.run<R | null>({
      name,
      token,
      fallback: null,
      work: () => {
        requireParams(params, ['textDocument', ...(needed[name] ?? [])]);
        const find = readProblems.has(name) ? checkedTargetOf : readTargetOf;
        const target = find(session, params.textDocument, token);
        if (!(target instanceof Promise)) return work(target, params, token);
        return target.then((found) => work(found, params, token));
      },
    });
}

/** Requests whose answers come of the document's problems. */
const readProblems: ReadonlySet<string> = new Set(['code actions']);

/** What a request needs to have beside the document. */
const needed: Readonly<Record<string, readonly ParamName[]>> = {
  'code actions': ['range', 'context'],
  completion: ['position'],
  definition: ['position'],
  formatting: ['options'],
  highlights: ['position'],
  hover: ['position'],
  indentation: ['position', 'options'],
  'inlay hints': ['range'],
  references: ['position', 'context'],
  rename: ['position'],
  'selection ranges': ['positions'],
};
