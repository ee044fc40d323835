import { escapeMarkdown } from '../markdown.ts';

/** The parts of a hover; what is absent leaves no trace. */
export interface HoverParts {
  /** What it is called, as in `serviceName`. */
  readonly title: string;
  /** Small print behind the title: type, required. */
  readonly note?: string;
  /** The answer, in one line. */
  readonly answer: string;
  /** What it does to this very manifest: Markdown lines. */
  readonly here?: readonly string[];
  /** More about it: a paragraph. */
  readonly more?: string | undefined;
  /** Lines of the concept behind it, Markdown. */
  readonly concept?: readonly string[];
  /** Default, what may change, since when. */
  readonly facts?: readonly string[];
  readonly links?: readonly { readonly title: string; readonly href: string }[];
}

/** Lines after the first, as wide as `width`; a hover has to fit on a screen. */
const mostLines = 12;
const width = 100;

/** Markdown of a hover: the answer first, links last, at most a dozen lines after the first. */
export function renderHover(parts: HoverParts): string {
  const first = `**${escapeMarkdown(parts.title)}**${parts.note ? ` *${parts.note}*` : ''}: ${parts.answer}`;
  const facts = parts.facts?.length ? [parts.facts.join(' · ')] : [];
  const links = parts.links?.length ? [parts.links.map(({ title, href }) => `[${title}](${href})`).join(' · ')] : [];
  const here = parts.here ?? [];
  let left = mostLines - facts.length - links.length - countLines(here);
  const more = parts.more && countLines([parts.more]) <= left ? [parts.more] : [];
  left -= countLines(more);
  const concept: string[] = [];
  for (const line of parts.concept ?? []) {
    const shown = withoutLists(line, here);
    left -= countLines([shown]);
    if (left < 0) break;
    concept.push(shown);
  }
  // Two blanks at the end keep the lines apart.
  const blocks = [first, here.join('  \n'), ...more, concept.join('\n'), ...facts, ...links];
  return blocks.filter((block) => block !== '').join('\n\n');
}

/** How many lines of a hover some texts take. */
function countLines(texts: readonly string[]): number {
  const lines = texts.flatMap((text) => text.split('\n'));
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0);
}

/** A line without the lists of names that the lines above it have already: their first name stands for them. */
function withoutLists(line: string, above: readonly string[]): string {
  let text = line;
  for (const list of above.join(' ').match(/`[a-z0-9-]+, [^`]*`/g) ?? []) {
    text = text.replaceAll(list, `${list.slice(0, list.indexOf(','))}\` and so on`);
  }
  return text;
}
