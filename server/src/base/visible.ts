/**
 * Text from a file, so that it shows what it is: characters that steer a terminal, turn the direction of writing around
 * or cannot be seen are spelled out (`\u202E`). Tabs and ends of lines stay.
 */
export function visible(text: string): string {
  return text.replace(
    hidden,
    (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
}

/** The same as one line: each end of a line, with the blanks around it, is a blank. */
export function visibleLine(text: string): string {
  return visible(text.replace(lineEnds, ' '));
}

/** A text in double quotes, as YAML and JSON read it alike: everything in it shows, and it is one line. */
export function quoted(text: string): string {
  return visible(JSON.stringify(text));
}

/** Messages end after this many characters (UTF-16 units): what they quote may be a whole file. */
const longestMessage = 400;

/** A name or a message that quotes from a file, as people may see it: one line of bounded length in which everything shows. */
export function shownMessage(message: string): string {
  // Outlines are long, and nearly all that is shown is well.
  if (message.length <= longestMessage && !uncommon.test(message)) return message;
  const line = visibleLine(message.slice(0, 2 * longestMessage));
  return line.length > longestMessage ? `${line.slice(0, longestMessage - 1)}…` : line;
}

/** Notifications end after this many characters (UTF-16 units). */
const longestNotice = 1000;

/**
 * A message that quotes from a file, for a notification: one line of bounded length in which everything shows. VS Code
 * takes `[a](command:b)` for a link there, and runs what it names.
 */
export function noticeText(message: string): string {
  const line = withoutLinks(visibleLine(message.slice(0, 2 * longestNotice)));
  return line.length > longestNotice ? `${line.slice(0, longestNotice - 1)}…` : line;
}

/** A text in which nobody who reads `[a](b)` as a link finds one. */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}

/** Any of {@link lineEnds} and {@link hidden}, and some that are neither. */
const uncommon = /[^\t\u0020-\u007E\u00A1-\u00AC\u00AE-\u05FF]/;

const lineEnds = /[\r\n\u0085\u2028\u2029]+/g;

/** Control characters, marks and overrides of direction, and what has no width; joiners (of emoji) are not among them. */
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/g;
