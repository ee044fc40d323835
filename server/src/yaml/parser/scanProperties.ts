import {
  behindBreak,
  HASH,
  isBlank,
  isBlankOrEnd,
  isBreak,
  isHexDigit,
  isUriCharacter,
  isWordCharacter,
  lineEndFrom,
} from './characters.ts';
import { shown } from './faults.ts';
import { type ScanState, Token } from './scanState.ts';

/**
 * Reads `&name` or `*name` at `at`. False when the name is none and the text is better read as a plain scalar (as in
 * `*.example.com`); this happens only after the fault was reported.
 */
export function scanAnchor(scan: ScanState): boolean {
  const { text, faults } = scan;
  const start = scan.at;
  let end = start + 1;
  while (isWordCharacter(text.charCodeAt(end))) end++;
  const code = text.charCodeAt(end);
  if (end > start + 1 && (isBlankOrEnd(code) || '?:,]}%@`'.includes(text.charAt(end)))) {
    scan.at = end;
    scan.tokenEnd = end;
    return true;
  }
  let wordEnd = end;
  while (!isBlankOrEnd(text.charCodeAt(wordEnd))) wordEnd++;
  const isAlias = text.charAt(start) === '*';
  const what = isAlias
    ? 'is no name of an anchor; quote it if it is text'
    : 'is no name for an anchor; use letters and digits';
  faults.report('yaml-syntax', { start, end: wordEnd }, `"${shown(text.slice(start, wordEnd))}" ${what}`);
  if (isAlias && wordEnd > start + 1) return false;
  scan.at = isAlias ? end : wordEnd;
  scan.tokenEnd = scan.at;
  return true;
}

/** Reads a tag at `at`: `!`, `!name`, `!!name`, `!handle!name` or `!<…>`. */
export function scanTag(scan: ScanState): void {
  const { text, faults } = scan;
  const start = scan.at;
  const isVerbatim = text.charAt(start + 1) === '<';
  const bodyEnd = scanUri(scan, isVerbatim ? start + 2 : start + 1);
  let end = bodyEnd;
  if (isVerbatim) end = text.charAt(bodyEnd) === '>' && bodyEnd > start + 2 ? bodyEnd + 1 : -1;
  else if (/^![-_0-9A-Za-z]*!$/.test(text.slice(start, bodyEnd))) end = -1;
  if (end === -1 || !isBlankOrEnd(text.charCodeAt(end))) {
    end = bodyEnd;
    while (!isBlankOrEnd(text.charCodeAt(end))) end++;
    const message = `"${shown(text.slice(start, end))}" is no tag; quote it if it is text`;
    faults.report('yaml-syntax', { start, end }, message);
  }
  scan.at = end;
  scan.tokenEnd = end;
}

/** The handle of a tag as written (`!`, `!!` or `!name!`), or '' for `!` alone and `!<…>`, which need none. */
export function tagHandle(tag: string): string {
  if (tag === '!' || tag.startsWith('!<')) return '';
  return /^![-_0-9A-Za-z]*!/.exec(tag)?.[0] ?? '!';
}

/** Behind the characters of a tag's text. */
function scanUri(scan: ScanState, from: number): number {
  const { text } = scan;
  let at = from;
  while (isUriCharacter(text.charCodeAt(at))) {
    if (text.charAt(at) !== '%') {
      at++;
      continue;
    }
    const width = escapedWidth(text, at);
    if (width === 0) {
      scan.faults.report(
        'yaml-syntax',
        { start: at, end: at + 1 },
        'Percent sign in a tag; two hex digits belong behind it',
      );
      at++;
    } else {
      at += width;
    }
  }
  return at;
}

/** How many characters write one character of UTF-8 as `%XX` octets, or 0 if they do not. */
function escapedWidth(text: string, at: number): number {
  const lead = octetAt(text, at);
  const octets = lead < 0 ? 0 : lead < 0x80 ? 1 : lead >> 5 === 6 ? 2 : lead >> 4 === 14 ? 3 : lead >> 3 === 30 ? 4 : 0;
  for (let octet = 1; octet < octets; octet++) {
    if (octetAt(text, at + 3 * octet) >> 6 !== 2) return 0;
  }
  return octets * 3;
}

function octetAt(text: string, at: number): number {
  const isOctet = text.charAt(at) === '%' && isHexDigit(text.charCodeAt(at + 1)) && isHexDigit(text.charCodeAt(at + 2));
  return isOctet ? Number.parseInt(text.slice(at + 1, at + 3), 16) : -1;
}

/**
 * Reads the directive whose `%` is at `at`, with its whole line. Returns its token, or undefined for one that there is
 * not (reported).
 */
export function scanDirective(scan: ScanState): number | undefined {
  const { text, faults } = scan;
  const start = scan.at;
  const lineEnd = lineEndFrom(text, start);
  let end = start;
  while (end < lineEnd && !(text.charCodeAt(end) === HASH && isBlank(text.charCodeAt(end - 1)))) end++;
  const line = text.slice(start, end).trimEnd();
  let token: number | undefined;
  if (VERSION_DIRECTIVE.test(line)) token = Token.versionDirective;
  else if (isTagDirective(line)) token = Token.tagDirective;
  else {
    const message = `"${shown(line)}" is no directive; "%" cannot begin a line of YAML, quote it if it is text`;
    faults.report('yaml-syntax', { start, end: start + Math.max(line.length, 1) }, message);
  }
  scan.tokenEnd = start + line.length;
  scan.at = lineEnd;
  if (isBreak(text.charCodeAt(lineEnd))) {
    scan.at = behindBreak(text, lineEnd);
    scan.lineStart = scan.at;
  }
  return token;
}

const VERSION_DIRECTIVE = /^%YAML[ \t]+[0-9]{1,2}\.[0-9]{1,2}[ \t]*(?:#|$)/;

function isTagDirective(line: string): boolean {
  const match = /^%TAG[ \t]+(![-_0-9A-Za-z]*!|!)[ \t]+([^ \t]+)$/.exec(line);
  if (match === null) return false;
  for (const character of match[2]!) {
    if (!isUriCharacter(character.charCodeAt(0))) return false;
  }
  return true;
}
