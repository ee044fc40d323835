/** Text as it stands in HTML or SVG, in an attribute or between tags. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Words in an SVG, with their class as the style; `y` is that of their base line. */
export function svgText(words: string, { x, y, style }: { x: number; y: number; style: string }): string {
  return `<text class="${style}" x="${x}" y="${y}">${escapeMarkup(words)}</text>`;
}

/** `1 Pod`, `3 Pods`. */
export function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

/** Text cut to a number of characters, with a sign that it was. */
export function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1))}…`;
}

/** The same with the cut in the middle, for names of which the end tells most: `a-very-lo…-web-12`. */
export function shortenMiddle(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = Math.floor((most - 1) / 2);
  return `${text.slice(0, most - 1 - end)}…${text.slice(-end)}`;
}
