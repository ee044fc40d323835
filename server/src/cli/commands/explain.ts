import { didYouMean } from '../../base/nearest.ts';
import { conceptText, ownNames } from '../../features/hover/ownNames.ts';
import { concept, topics } from '../../features/texts.ts';
import { createService } from '../../service.ts';
import { type Command, type CommandResult, readArguments } from '../command.ts';
import { explainField, fieldRoots } from '../explain/field.ts';
import { meant } from '../explain/meant.ts';
import { explainRule } from '../explain/rule.ts';
import { toTerminal } from '../explain/terminal.ts';
import { complain, print } from '../output.ts';

const help = `statefulset explain: teaches a concept, a rule, or what a field is, in the terminal

Usage: statefulset explain [TOPIC | RULE | FIELD.PATH | KIND]

Without an argument: the list of topics. A topic may be named by other words too ("sticky identity", "headless").
A rule is named as in the brackets behind a message (service-name-missing).
A field path begins at the object (spec.updateStrategy.rollingUpdate.partition) and means a StatefulSet, unless a kind
stands before it (service.spec.clusterIP, pvc.spec.accessModes). Upper and lower case make no difference.

Exit code: 0 explained, 2 there is nothing of that name.`;

/** `statefulset explain [TOPIC | FIELD.PATH]`. */
export const explain: Command = {
  summary: 'teaches a concept, a rule, or what a field is',
  help,
  run: async (args) => {
    const { positionals } = readArguments(args, {});
    const question = positionals.join(' ').trim();
    if (question === '') return print(topicList());
    return answer(question);
  },
};

async function answer(question: string): Promise<CommandResult> {
  const topic = findTopic(question);
  if (topic !== undefined) return print(topicPage(topic));
  const field = explainField(question);
  if (field !== undefined) return print(toTerminal(field));
  const rule = await explainRule(question);
  if (rule !== undefined) return print(toTerminal(rule));
  const near = meant(question);
  const hint = near === undefined ? 'statefulset explain lists the topics' : didYouMean(near);
  complain(`there is no topic, rule or field "${question}"; ${hint}`);
  return 2;
}

function topicList(): string {
  const width = Math.max(...topics().map((topic) => topic.length));
  const lines = topics().map((topic) => `  ${topic.padEnd(width)}  ${concept(topic)!.summary}`);
  return `Topics:\n${lines.join('\n')}\n\nFields: spec.serviceName, spec.volumeClaimTemplates, … or ${fieldRoots().join(', ')} and a path.\n\nRules: as in the brackets behind a message, service-name-missing.`;
}

/** The topic that a word means: its id, its title or one of its aliases, in any case and with spaces or dashes. */
function findTopic(question: string): string | undefined {
  const wanted = plain(question);
  return topics().find((topic) => {
    const { title, aliases } = concept(topic)!;
    return [topic, title, ...aliases].some((name) => singular(plain(name)) === singular(wanted));
  });
}

function singular(name: string): string {
  return name.endsWith('s') ? name.slice(0, -1) : name;
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}

function topicPage(topic: string): string {
  const page = concept(topic)!;
  const names = ownNames(undefined, createService().snapshot());
  const related = page.related.length === 0 ? '' : `\n\nSee also: ${page.related.join(', ')}`;
  const links = page.docs.length === 0 ? '' : `\n${page.docs.join('\n')}`;
  return toTerminal(
    `# ${page.title}\n\n${page.summary}\n\n${conceptText(page, names).join('\n')}\n\n${page.more}${related}${links}`,
  );
}
