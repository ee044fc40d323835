import { rulePage } from '../../rules/pages.ts';
import { ruleIds } from '../../service.ts';

/** The page of a rule as Markdown: what, why, how to repair it, examples; undefined where there is no such rule. */
export async function explainRule(question: string): Promise<string | undefined> {
  const id = question
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  if (!ruleIds.includes(id)) return undefined;
  const page = (await rulePages())[id];
  if (page === undefined) return `# ${id}\n\n${rulePage(id)}`;
  return `${page}\n\nSilence it in one place: \`# statefulset-ignore ${id}: reason\`\n\n${rulePage(id)}`;
}

/** The pages of all rules as Markdown, by id; the kinds of their examples are said in words. */
export async function rulePages(): Promise<Readonly<Record<string, string>>> {
  const { json } = await import('../../../../schemas/generated/rulePages.ts');
  const pages = JSON.parse(json) as Readonly<Record<string, string>>;
  return Object.fromEntries(Object.entries(pages).map(([id, page]) => [id, withWords(page)]));
}

function withWords(page: string): string {
  return page
    .replaceAll('```yaml bad', 'Found here:\n\n```yaml')
    .replaceAll('```yaml good', '\nNot here:\n\n```yaml')
    .trim();
}
