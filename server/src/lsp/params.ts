import { isRecord } from '../base/record.ts';
import { ErrorCodes, ResponseError } from './languageServer.ts';

/** A parameter by the name that the protocol gives it, wherever it comes. */
export type ParamName = keyof typeof shapes;

/**
 * Refuses parameters that are not what the protocol says: those named in `required` have to be there, and whatever of
 * the known ones is there has to be of its type. Throws `InvalidParams`.
 */
export function requireParams(params: unknown, required: readonly ParamName[]): void {
  if (!isRecord(params)) throw new ResponseError(ErrorCodes.InvalidParams, 'The parameters are no object');
  for (const name of required) {
    if (params[name] === undefined) throw new ResponseError(ErrorCodes.InvalidParams, `"${name}" is missing`);
  }
  for (const [name, isRight] of Object.entries(shapes)) {
    const value = params[name];
    if (value !== undefined && !isRight(value))
      throw new ResponseError(ErrorCodes.InvalidParams, `"${name}" is not what the protocol says`);
  }
}

const shapes = {
  textDocument: hasUri,
  uri: isText,
  capabilities: isRecord,
  workspaceFolders: (value: unknown) => value === null || haveUris(value),
  rootUri: (value: unknown) => value === null || isText(value),
  position: isPosition,
  positions: (value: unknown) => Array.isArray(value) && value.every(isPosition),
  range: isRange,
  context: isContext,
  options: isRecord,
  newName: isText,
  query: isText,
  ch: isText,
  command: isText,
  contentChanges: (value: unknown) => Array.isArray(value) && value.every(isChange),
  changes: haveUris,
  previousResultIds: haveUris,
  event: (value: unknown) => isRecord(value) && haveUris(value.added) && haveUris(value.removed),
} as const;

/** What more is known of a request: of code actions the diagnostics that are shown, and the kinds that are wanted. */
function isContext(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const shown = value.diagnostics ?? [];
  const only = value.only ?? [];
  const areShown = Array.isArray(shown) && shown.every((one) => isRecord(one) && isRange(one.range));
  return areShown && Array.isArray(only) && only.every(isText);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isPosition(value: unknown): boolean {
  return isRecord(value) && isCount(value.line) && isCount(value.character);
}

/** Whole, also below 0 or far behind the text: such places are taken for the nearest ones in it. */
function isCount(value: unknown): boolean {
  return Number.isInteger(value);
}

function isRange(value: unknown): boolean {
  return isRecord(value) && isPosition(value.start) && isPosition(value.end);
}

function isChange(value: unknown): boolean {
  return isRecord(value) && isText(value.text) && (value.range === undefined || isRange(value.range));
}

/** Folders, files and results are each named by a URI. */
function haveUris(value: unknown): boolean {
  return Array.isArray(value) && value.every(hasUri);
}

function hasUri(value: unknown): boolean {
  return isRecord(value) && isText(value.uri);
}
