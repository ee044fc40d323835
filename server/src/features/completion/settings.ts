import { capitalized } from '../../base/capitalized.ts';
import { lineStartOf } from '../../text/textLines.ts';
import { ruleWords, type SettingsWord, settingNames, settingValues } from '../settingsWords.ts';
import type { CompletionItem } from '../types.ts';
import { presentKeys } from './fields/fields.ts';
import { type Offer, valueOffer } from './offers.ts';
import { renderOffer } from './render.ts';
import type { Request } from './request.ts';
import { type Slot, slotsAt } from './slots.ts';

/** What can be written in a settings file: settings, platforms, versions, ids of rules and their severities. */
export function settingsItems(request: Request): CompletionItem[] {
  const items: CompletionItem[] = [];
  for (const slot of slotsAt(request).map((one) => belowRules(request, one))) {
    for (const offer of offersOf(request, slot)) {
      const item = renderOffer(request, slot, { offer, rank: items.length });
      if (item) items.push(item);
    }
  }
  return items;
}

/** Under `rules:` on a line of its own stand ids, which no schema tells the slots. */
function belowRules({ text }: Request, slot: Slot): Slot {
  const isUnder = slot.role === 'value' && slot.path.length === 1 && slot.path[0] === 'rules';
  const { start } = slot.spot.replace;
  const isOwnLine = text.slice(lineStartOf(text, start), start).trim() === '';
  return isUnder && isOwnLine ? { ...slot, role: 'key' } : slot;
}

function offersOf(request: Request, slot: Slot): Offer[] {
  const { path, role } = slot;
  if (role === 'value') return settingValues(path).map((word) => valueWord(word));
  if (path.length > 1) return [];
  const words = path.length === 0 ? settingNames() : path[0] === 'rules' ? ruleWords() : [];
  const present = presentKeys(request, slot);
  return words.filter(({ word }) => !present.has(word)).map((word) => keyOf(word));
}

function valueWord({ word, meaning }: SettingsWord): Offer {
  return valueOffer(word, { detail: meaning });
}

const listSettings: readonly string[] = ['exclude', 'storageClasses'];

function keyOf({ word, meaning, page }: SettingsWord): Offer {
  const isList = listSettings.includes(word);
  const block = isList ? `${word}:\n  - $0` : word === 'rules' ? 'rules:\n  $0' : `${word}: $0`;
  const link = page === undefined ? '' : `\n\n[Rule ${word}](${page})`;
  return {
    label: word,
    kind: 'field',
    name: word,
    block,
    documentation: () => `${capitalized(meaning)}.${link}`,
    asksAgain: !isList,
  };
}
