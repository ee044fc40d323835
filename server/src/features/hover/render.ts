import { escapeMarkdown } from '../markdown.ts';

export { code } from '../markdown.ts';

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

/** Lines after the first; a hover has to fit on a screen. */
const mostLines = 12;

/** Markdown of a hover: the answer first, links last, at most a dozen lines after the first. */
export function renderHover(parts: HoverParts): string {
  const first = `**${escapeMarkdown(parts.title)}**${parts.note ? ` *${parts.note}*` : ''}: ${parts.answer}`;
  const facts = parts.facts?.length ? [parts.facts.join(' · ')] : [];
  const links = parts.links?.length ? [parts.links.map(({ title, href }) => `[${title}](${href})`).join(' · ')] : [];
  const fixed = facts.length + links.length;
  const body: string[] = [];
  const add = (lines: readonly string[]) => {
    if (lines.length > 0 && countLines(body) + lines.length + fixed + 1 <= mostLines) body.push(lines.join('\n'));
  };
  add(parts.here ?? []);
  if (parts.more) add([parts.more]);
  add((parts.concept ?? []).slice(0, Math.max(0, mostLines - fixed - countLines(body) - 1)));
  return [first, ...body, ...facts, ...links].join('\n\n');
}

function countLines(blocks: readonly string[]): number {
  return blocks.reduce((sum, block) => sum + block.split('\n').length, 0);
}
