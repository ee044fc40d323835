import { visibleLine } from '../base/visible.ts';

// Text from a manifest may be anything, also Markdown that loads a picture from somewhere or runs a command. It gets into
// Markdown through these two alone.

/** Text from a manifest between words, so that nothing in it is read as Markdown. */
export function escapeMarkdown(text: string): string {
  return visibleLine(text)
    .replace(/[\\`*_{}[\]()#+!|<>&~:@]/g, '\\$&')
    .replaceAll('www.', 'www\\.');
}

/** Text from a manifest as inline code; backticks and line ends in it are taken out. */
export function code(text: string): string {
  return `\`${codeText(text)}\``;
}

/** Text from a manifest that will stand within inline code. */
export function codeText(text: string): string {
  return visibleLine(text).replaceAll('`', ' ');
}
