import { stripVTControlCharacters, styleText } from 'node:util';
import { hasColours } from '../output.ts';
import { readTable, tableLines } from './table.ts';

const widest = 100;

/** Markdown as text for a terminal: headings and code stand out where there are colours, lines are wrapped. */
export function toTerminal(markdown: string): string {
  const isColoured = hasColours();
  const paint = (style: 'bold' | 'cyan', text: string) =>
    isColoured ? styleText(style, text, { validateStream: false }) : text;
  const width = Math.min(widest, process.stdout.columns ?? widest);
  let isCode = false;
  const lines: string[] = [];
  let rows: string[] = [];
  const endTable = () => {
    const table = readTable(rows.map((row) => plainText(row, (text) => paint('cyan', text))));
    const heading = (text: string) => paint('bold', text);
    if (table.length > 0) lines.push(...tableLines(table, { width, wrap, lengthOf: visibleLength, heading }));
    rows = [];
  };
  for (const line of joinParagraphs(markdown)) {
    if (!isCode && line.startsWith('|')) {
      rows.push(line);
      continue;
    }
    endTable();
    if (line.startsWith('```')) {
      isCode = !isCode;
      continue;
    }
    if (isCode) lines.push(`    ${line}`);
    else if (line.startsWith('#')) lines.push(paint('bold', line.replace(/^#+ /, '')));
    else
      lines.push(
        ...wrap(
          plainText(line, (text) => paint('cyan', text)),
          width,
        ),
      );
  }
  endTable();
  return lines.join('\n').trim();
}

/** Links as `title (address)`, emphasis as it is said, code in colour (or in its backticks where there is none). */
function plainText(line: string, code: (text: string) => string): string {
  return line
    .replace(/\[([^[\]]*)\]\(([^()]*)\)/g, '$1 ($2)')
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/`([^`]+)`/g, (_, text: string) => code(text));
}

/** Lines of one paragraph or list item as one line, so that they can be wrapped to the terminal's width. */
function joinParagraphs(markdown: string): string[] {
  const joined: string[] = [];
  let isCode = false;
  for (const line of markdown.split('\n')) {
    if (line.startsWith('```')) isCode = !isCode;
    const previous = joined.at(-1);
    const continues =
      !isCode &&
      previous !== undefined &&
      previous !== '' &&
      line !== '' &&
      !/^(```|#|\||[-*] |\d+\. )/.test(line) &&
      !/^(```|#|\|)/.test(previous);
    if (continues) joined[joined.length - 1] = `${previous} ${line.trim()}`;
    else joined.push(line);
  }
  return joined;
}

function wrap(line: string, width: number): string[] {
  const indent = /^\s*(?:[-*] |\d+\. )?/.exec(line)?.[0].length ?? 0;
  const words = line.slice(indent).split(' ');
  const lines: string[] = [];
  let current = line.slice(0, indent);
  for (const word of words) {
    if (visibleLength(current) + visibleLength(word) + 1 > width && current.trim() !== '') {
      lines.push(current);
      current = ' '.repeat(indent) + word;
    } else current += current.length === indent ? word : ` ${word}`;
  }
  return [...lines, current];
}

function visibleLength(text: string): number {
  return stripVTControlCharacters(text).length;
}
