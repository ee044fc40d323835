import { rulePage } from '../../rules/pages.ts';
import { ruleIds } from '../../service.ts';

/** The page of a rule as Markdown: what, why, how to repair it, examples; undefined where there is no such rule. */
export async function explainRule(question: string): Promise<string | undefined> {
  const id = question
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  if (!ruleIds.includes(id)) return undefined;
  const { json } = await import('../../../../schemas/generated/rulePages.ts');
  const page = (JSON.parse(json) as Readonly<Record<string, string>>)[id];
  if (page === undefined) return `# ${id}\n\n${rulePage(id)}`;
  const text = page
    .replaceAll('```yaml bad', 'Found here:\n\n```yaml')
    .replaceAll('```yaml good', 'Not here:\n\n```yaml');
  return `${text.trim()}\n\nSilence it in one place: \`# statefulset-ignore ${id}: reason\`\n\n${rulePage(id)}`;
}
